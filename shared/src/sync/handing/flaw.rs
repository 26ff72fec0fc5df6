//! Why a file that somebody handed over was not taken.

use crate::vocab::vocabulary;

vocabulary! {
    /// Why nothing was taken; words are `flaw.<code>`.
    flaw: Flaw {
        /// It is no file of ours.
        NotOurs = "not_ours",
        /// A newer version of the app made it.
        Newer = "newer",
        /// Bytes are missing or other than they were.
        Damaged = "damaged",
        /// It is closed for other devices.
        NotForThisDevice = "not_for_this_device",
        /// This browser keeps no keys.
        NoKey = "no_key",
        /// This device does not know the one that made it.
        UnknownDevice = "unknown_device",
        /// A signature in it is not that of whom it names.
        WrongSignature = "wrong_signature",
        /// It comes from another relay, or from before this one was restored.
        OtherRelay = "other_relay",
        /// The person may not read the document.
        NotYours = "not_yours",
        /// It holds changes alone, and the document is not on this device.
        NoBeginning = "no_beginning",
        /// It is larger than such files are.
        TooLarge = "too_large",
        /// To try it took too long, or ended the program that tried it.
        NotTried = "not_tried",
        /// The device could not store it.
        NotStored = "not_stored",
    }
}
