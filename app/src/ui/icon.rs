//! The stroke icons: 24 px, drawn in the colour of the text beside them, hidden from screen readers.

use leptos::prelude::*;

/// What an icon means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// What waits.
    Start,
    /// Knowledge.
    Knowledge,
    /// Cases.
    Cases,
    /// Other documents.
    Documents,
    /// What records add up to.
    Figures,
    /// Where work stands.
    Sync,
    /// The person.
    Me,
    /// Saved on this device.
    Device,
    /// Sent.
    Sent,
    /// Done, confirmed.
    Tick,
    /// Stopped, refused.
    Stop,
    /// In danger.
    Danger,
    /// No network.
    Offline,
    /// Back.
    Back,
    /// Add.
    Add,
    /// Remove.
    Remove,
    /// Takes the last thing back.
    Undo,
    /// Several versions.
    Versions,
    /// Search.
    Search,
    /// Moves up.
    Up,
    /// Opens, or moves down.
    Down,
    /// Close.
    Close,
    /// A photograph, or the camera.
    Camera,
    /// A video.
    Video,
    /// The lock.
    Lock,
    /// Paper.
    Print,
    /// Kept as a file.
    Save,
}

/// Draws one.
pub(crate) fn icon(icon: Icon) -> AnyView {
    let path = match icon {
        Icon::Start => "M4 5h16v15H4ZM4 9h16M8 3v4M16 3v4M8.5 14.5l2.5 2.5 4.5-4.5",
        Icon::Knowledge => "M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5ZM12 6.5V20",
        Icon::Cases => "M8 4h8M8 4a2 2 0 0 0-2 2v13a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V6a2 2 0 0 0-2-2M9 10h6M9 14h4",
        Icon::Documents => "M4 7h6l2 3h8v10H4ZM7 4h6l2 3",
        Icon::Figures => "M4 20h16M6 20v-7h3v7M11 20V5h3v15M16 20v-10h3v10",
        Icon::Sync => "M4 12a8 8 0 0 1 13.7-5.6L20 9M20 4v5h-5M20 12a8 8 0 0 1-13.7 5.6L4 15M4 20v-5h5",
        Icon::Me => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20a7.5 7.5 0 0 1 15 0",
        Icon::Device => "M7 3h10v18H7ZM11 18h2",
        Icon::Sent => "M12 19V5M6 11l6-6 6 6",
        Icon::Tick => "M5 12.5 10 17.5 19.5 7",
        Icon::Stop => "M8 3h8l5 5v8l-5 5H8l-5-5V8ZM8.5 12h7",
        Icon::Danger => "M12 4 21 20H3ZM12 10v4M12 17v.2",
        Icon::Offline => "M3 3l18 18M5 12a10 10 0 0 1 4-2.4M19 12a10 10 0 0 0-5-2.8M8.5 15.5a5 5 0 0 1 6 0M12 19v.2",
        Icon::Back => "M15 5l-7 7 7 7",
        Icon::Add => "M12 5v14M5 12h14",
        Icon::Remove => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
        Icon::Undo => "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
        Icon::Versions => "M9 3h11v13H9ZM15 16v5H4V8h5",
        Icon::Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20.5 20.5 16 16",
        Icon::Up => "M6 15l6-6 6 6",
        Icon::Down => "M6 9l6 6 6-6",
        Icon::Close => "M6 6l12 12M18 6 6 18",
        Icon::Camera => "M4 8h3.5L9 5h6l1.5 3H20v11H4ZM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
        Icon::Lock => "M6 11h12v9H6ZM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2",
        Icon::Print => "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7Z",
        Icon::Save => "M12 4v11M7 10.5l5 5 5-5M4 20h16",
        Icon::Video => "M3 6h12v12H3ZM15 10.5 21 7v10l-6-3.5",
    };
    view! { <svg class="Icon" viewBox="0 0 24 24" aria-hidden="true"><path d=path/></svg> }.into_any()
}
