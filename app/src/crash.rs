//! A panic ends the app; the person is told that their work is not lost and how to go on.

use std::panic;

use shared::{key, words::Locale};

use crate::data::preferences;

/// From now on a panic paints the screen and then speaks to the console.
pub(crate) fn say_so_on_panic() {
    panic::set_hook(Box::new(|info| {
        paint();
        console_error_panic_hook::hook(info);
    }));
}

fn paint() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let locale = preferences::locale().unwrap_or(Locale::Chinese);
    let screen = document.create_element("main").ok()?;
    screen.set_class_name("crash");
    screen.set_attribute("role", "alert").ok()?;
    for (tag, key) in [("h1", key!("crash.title")), ("p", key!("crash.text"))] {
        let line = document.create_element(tag).ok()?;
        line.set_text_content(Some(key.text(locale)));
        screen.append_child(&line).ok()?;
    }
    let reload = document.create_element("a").ok()?;
    reload.set_attribute("href", "").ok()?;
    reload.set_class_name("Button Button--primary");
    reload.set_text_content(Some(key!("crash.reload").text(locale)));
    screen.append_child(&reload).ok()?;
    let body = document.body()?;
    body.set_text_content(None);
    body.append_child(&screen).ok()?;
    Some(())
}
