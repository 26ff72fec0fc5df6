//! The site is built into the program: when its list changes, the program is compiled again.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../target/site/files.json");
}
