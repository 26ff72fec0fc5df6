//! `cargo xtask gallery`: every route at three sizes, in two languages, in the light and in the dark, with a page that shows them side by
//! side: for people to look at.

#![expect(clippy::print_stdout, reason = "the place of the pictures is what this program is for")]

use std::{fmt::Write, fs, path::Path};

use tests::{Device, Relay, routes};

const SIZES: [(u32, u32); 3] = [(390, 844), (1024, 768), (1440, 900)];

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let mut page = String::from(
        "<!doctype html><meta charset=utf-8><title>Gallery</title><style>img{height:420px;border:1px solid #ccc;margin:4px}</style>",
    );
    for language in ["zh-CN", "en"] {
        runtime.block_on(photograph(language, &mut page));
    }
    let index = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts/gallery/index.html");
    fs::write(&index, page).expect("the folder of the pictures can be written");
    println!("{}", index.display());
}

async fn photograph(language: &'static str, page: &mut String) {
    let relay = Relay::start();
    let device = Device::speaking(language, &relay).await;
    let mut all = routes::before();
    for route in &all {
        sit(&device, route, language, page).await;
    }
    device.go("/sign-in").await;
    all = routes::of_the_city(&device).await;
    for route in &all {
        sit(&device, route, language, page).await;
    }
}

async fn sit(device: &Device, route: &routes::Route, language: &str, page: &mut String) {
    routes::go(device, route).await;
    writeln!(page, "<h2>{} · {language}</h2>", route.name).expect("a string takes words");
    for size in SIZES {
        for is_dark in [false, true] {
            let name = format!("{}-{language}", route.name);
            device.picture(&format!("gallery/{name}"), size, is_dark).await;
            let scheme = if is_dark { "dark" } else { "light" };
            writeln!(page, "<img loading=lazy alt='' src='{name}-{}x{}-{scheme}.png'>", size.0, size.1).expect("a string takes words");
        }
    }
}
