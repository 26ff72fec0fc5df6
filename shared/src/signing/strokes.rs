//! What a hand drew: strokes of dots on a glass that is [`WIDTH`] units wide, as a short text that survives JSON, CBOR and paper.

/// The width of every glass, in units; its height follows from its shape.
pub const WIDTH: u16 = 1_000;
/// The tallest glass.
const HEIGHT: std::ops::RangeInclusive<u16> = 100..=2_000;
/// The longest text: some two thousand dots. A name of three characters has three hundred.
const LONGEST: usize = 12_000;
/// The most strokes. The most intricate name in use has some eighty.
const STROKES: usize = 300;
/// The most dots of all strokes together.
const DOTS: usize = 4_000;
/// What is smaller than this is a touch of the glass, and no signature.
const SMALLEST: u16 = 40;
/// The longest drawing, in milliseconds: five minutes.
const LONGEST_TIME: u32 = 300_000;
/// The digits of a number, five bits each, the lowest first; a digit from the second half says that another one follows.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Where the pen was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dot {
    /// From the left edge, in units.
    pub x: u16,
    /// From the upper edge.
    pub y: u16,
    /// Milliseconds after the first dot of the drawing.
    pub at: u32,
    /// How hard, 0 to 255; 0 where the device does not tell.
    pub pressure: u8,
}

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strokes {
    /// The height of the glass, in units.
    pub height: u16,
    /// Each stroke from pen down to pen up.
    pub strokes: Vec<Vec<Dot>>,
}

impl Strokes {
    /// As it is kept: the height, then each stroke after a full stop, each dot as four numbers: how far it lies from the one before
    /// (the first of all from the origin), in units to the right and down, in milliseconds, and in pressure.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        digits(&mut text, i64::from(self.height));
        let mut last = Dot::default();
        for stroke in &self.strokes {
            text.push('.');
            for dot in stroke {
                for (now, before) in numbers(dot).into_iter().zip(numbers(&last)) {
                    digits(&mut text, now - before);
                }
                last = *dot;
            }
        }
        text
    }

    /// What [`Strokes::to_text`] wrote. `None` for what is not a drawing, leaves the glass, is larger than any signature, or so
    /// small that it is only a touch; and for a drawing that is written otherwise than it would be.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut parts = text.split('.');
        let mut head = Reader(parts.next()?.as_bytes());
        let height = u16::try_from(head.number()?).ok().filter(|height| HEIGHT.contains(height) && head.0.is_empty())?;
        let (mut strokes, mut last, mut dots) = (Vec::new(), Dot::default(), 0);
        for part in parts {
            let mut reader = Reader(part.as_bytes());
            let mut stroke = Vec::new();
            while !reader.0.is_empty() {
                last = next(&mut reader, &last).filter(|dot| dot.x <= WIDTH && dot.y <= height && dot.at >= last.at)?;
                stroke.push(last);
                dots += 1;
            }
            strokes.push(stroke);
        }
        let drawing = Self { height, strokes };
        let is_within = drawing.strokes.len() <= STROKES && dots <= DOTS && last.at <= LONGEST_TIME;
        (is_within && !drawing.strokes.iter().any(Vec::is_empty) && drawing.is_something() && drawing.to_text() == text).then_some(drawing)
    }

    /// It is more than a touch.
    #[must_use]
    pub fn is_something(&self) -> bool {
        let reach = |of: fn(&Dot) -> u16| {
            let all = || self.strokes.iter().flatten().map(of);
            all().max().zip(all().min()).map_or(0, |(most, least)| most - least)
        };
        reach(|dot| dot.x).max(reach(|dot| dot.y)) >= SMALLEST
    }

    /// Thins the drawing until its text is short enough to be kept: dots that hardly leave the line between their neighbours go first.
    #[must_use]
    pub fn thinned(self) -> Self {
        let mut thin = self.thinned_by(1);
        for tolerance in [3, 6, 12, 25] {
            if Self::of_text(&thin.to_text()).is_some() {
                break;
            }
            thin = self.thinned_by(tolerance);
        }
        thin
    }

    fn thinned_by(&self, tolerance: i64) -> Self {
        Self { height: self.height, strokes: self.strokes.iter().map(|stroke| thinned(stroke, tolerance)).collect() }
    }

    /// One path of SVG for each stroke, in units.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let path = |stroke: &Vec<Dot>| {
            let points = stroke.iter().zip(std::iter::once('M').chain(std::iter::repeat('L')));
            let mut path: String = points.map(|(dot, letter)| format!("{letter}{} {}", dot.x, dot.y)).collect();
            if stroke.len() == 1 {
                path.push_str("h1"); // A dot has a round end only where it has a length.
            }
            path
        };
        self.strokes.iter().map(path).collect()
    }
}

/// Ramer, Douglas and Peucker: the dots without those that lie within the tolerance of the line that would be drawn without them.
fn thinned(stroke: &[Dot], tolerance: i64) -> Vec<Dot> {
    let mut keep = vec![false; stroke.len()];
    let mut open = vec![(0, stroke.len().saturating_sub(1))];
    while let Some((from, to)) = open.pop() {
        let (Some(first), Some(last)) = (stroke.get(from), stroke.get(to)) else { continue };
        (keep[from], keep[to]) = (true, true);
        let farthest = (from + 1..to).map(|at| (off(first, last, &stroke[at]), at)).max();
        if let Some((off, at)) = farthest
            && off > tolerance * tolerance
        {
            open.extend([(from, at), (at, to)]);
        }
    }
    stroke.iter().zip(keep).filter(|(_, keep)| *keep).map(|(dot, _)| *dot).collect()
}

/// The square of a dot's distance from the line through two others, or from them where they are one.
fn off(first: &Dot, last: &Dot, dot: &Dot) -> i64 {
    let [[ax, ay], [bx, by], [x, y]] = [first, last, dot].map(|dot| [i64::from(dot.x), i64::from(dot.y)]);
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    if length == 0 {
        return (x - ax).pow(2) + (y - ay).pow(2);
    }
    ((x - ax) * dy - (y - ay) * dx).pow(2) / length
}

fn numbers(dot: &Dot) -> [i64; 4] {
    [i64::from(dot.x), i64::from(dot.y), i64::from(dot.at), i64::from(dot.pressure)]
}

fn next(reader: &mut Reader<'_>, last: &Dot) -> Option<Dot> {
    let [x, y, at, pressure] = numbers(last);
    Some(Dot {
        x: u16::try_from(x + reader.number()?).ok()?,
        y: u16::try_from(y + reader.number()?).ok()?,
        at: u32::try_from(at + reader.number()?).ok()?,
        pressure: u8::try_from(pressure + reader.number()?).ok()?,
    })
}

/// A number: its sign in the lowest bit.
fn digits(text: &mut String, number: i64) {
    let mut rest = number.unsigned_abs() << 1 | u64::from(number < 0);
    loop {
        let digit = (rest & 31) as usize;
        rest >>= 5;
        text.push(char::from(DIGITS[if rest > 0 { digit + 32 } else { digit }]));
        if rest == 0 {
            return;
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<i64> {
        let mut number = 0_i64;
        for place in 0..6 {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            let digit = DIGITS.iter().position(|digit| digit == first)?;
            number |= i64::try_from(digit & 31).ok()? << (5 * place);
            if digit < 32 {
                return Some(if number & 1 == 1 { -(number >> 1) } else { number >> 1 });
            }
        }
        None
    }
}
