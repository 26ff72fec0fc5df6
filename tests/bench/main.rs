//! The figures that the README quotes, each with what it was measured on and how. The first argument chooses what is measured: the rules
//! alone, what the `relay` carries, what the `app` does on a slow device. Further ones choose among those.

#![expect(clippy::print_stdout, reason = "the figures are what this program is for")]

mod app;
mod relay;
mod rules;

mod city;
mod pen;
mod spread;

/// What was measured, ready to be printed: a name, how it was done, what came out.
struct Figure {
    what: String,
    how: String,
    found: String,
}

/// A figure's name for choosing it, and how it is measured.
type Measured = (&'static str, fn() -> Vec<Figure>);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    match args.split_first() {
        Some((suite, wanted)) if suite == "relay" => {
            println!("On {}; `cargo xtask bench relay`{}\n", spread::machine(), city::pinned());
            print(&relay::FIGURES, wanted);
        }
        Some((suite, sizes)) if suite == "app" => app::print(sizes),
        Some(_) | None => {
            println!("On {}; `cargo xtask bench`\n", spread::machine());
            print(&rules::FIGURES, &args);
        }
    }
}

fn print(figures: &[Measured], wanted: &[String]) {
    println!("| {:<52} | {:<62} | how |", "what", "figure");
    println!("|{:-<54}|{:-<64}|-----|", "", "");
    for (name, measure) in figures {
        if wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str())) {
            for Figure { what, how, found } in measure() {
                println!("| {what:<52} | {found:<62} | {how} |");
            }
        }
    }
}
