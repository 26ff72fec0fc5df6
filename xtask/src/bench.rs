//! `cargo xtask bench`: the figures that the README quotes, with the commands that made them.

#![expect(clippy::print_stdout, reason = "the tables are what this command is for")]

use crate::{Outcome, browser, dist, process, site};

/// What a first visit may download until the app stands, with Brotli: the whole standard in two languages and everything that works
/// without network, but for the screens that few people open.
const BUDGET: usize = 640_000;

/// `relay` measures what the relay carries, `app` what the app does on a slow device; without either, sizes and the rules. Further
/// arguments go to the benchmark.
pub(crate) fn run(args: &[String]) -> Outcome {
    if args.first().is_some_and(|suite| suite == "relay") {
        process::run(process::cargo().args(["build", "--release", "--package", "server"]))?;
        return figures(args);
    }
    if args.first().is_some_and(|suite| suite == "app") {
        browser::make_ready()?;
    }
    dist::build()?;
    let total = print_sizes(&site::list()?, site::service_worker_sent()?);
    figures(args)?;
    if total > BUDGET {
        return Err(format!("a first visit downloads {total} bytes, {BUDGET} are allowed: see which file grew in the table above"));
    }
    Ok(())
}

fn figures(args: &[String]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["bench", "-p", "tests", "--bench", "figures", "--"]).args(args).env("LIANDONG_RELAY", process::relay()?);
    process::run(&mut cargo)
}

/// One row a file, as the README shows it; answers what is sent until the app stands.
fn print_sizes(list: &site::List, service_worker: (usize, usize)) -> usize {
    let (icons, files): (Vec<_>, Vec<_>) = list.files.iter().partition(|file| file.is_for_installing());
    let mut rows: Vec<(&str, usize, usize)> = files.iter().map(|file| (file.path.as_str(), file.bytes, file.sent())).collect();
    rows.push(("/sw.js", service_worker.0, service_worker.1));
    rows.sort_by_key(|(_, _, sent)| std::cmp::Reverse(*sent));
    let raw: usize = rows.iter().map(|(_, raw, _)| raw).sum();
    let total: usize = rows.iter().map(|(_, _, sent)| sent).sum();

    println!("What a first visit downloads, site version {} (`cargo xtask bench`):\n", list.version);
    let later: Vec<&site::Entry> = files.iter().copied().filter(|file| file.is_apart()).collect();
    let (raw_later, sent_later) = (later.iter().map(|file| file.bytes).sum::<usize>(), later.iter().map(|file| file.sent()).sum::<usize>());
    let (first, sums) = (total - sent_later, [("**until the app stands**", raw - raw_later, total - sent_later), ("**all**", raw, total)]);

    println!("| {:<36} | {:>12} | {:>12} |", "file", "bytes", "with brotli");
    println!("|{:-<38}|{:->13}:|{:->13}:|", "", "", "");
    for (path, raw, sent) in rows.into_iter().chain(sums) {
        println!("| {path:<36} | {raw:>12} | {sent:>12} |");
    }
    println!("\nIcons, fetched by the system when the app is installed: {} bytes.", icons.iter().map(|icon| icon.sent()).sum::<usize>());
    println!("{:.0} % of the {} KB that are allowed\n", 100.0 * first as f64 / BUDGET as f64, BUDGET / 1000);
    first
}
