//! Writes pieces down, line by line.

use super::WIDTH;
use super::gaps::{Gap, gaps};
use super::groups::{Group, groups};
use crate::scenario::syntax::{Kind, Piece};

/// How much further in a line stands than the one that opened a bracket before it, in spaces.
const STEP: usize = 4;

/// Writes the pieces of a text.
pub(super) struct Writer<'a> {
    pieces: &'a [Piece<'a>],
    gaps: Vec<Gap>,
    groups: Vec<Group>,
    line_end: &'static str,
    out: String,
    /// How many brackets were begun.
    begun: usize,
    /// The brackets around the piece at hand, outermost first.
    around: Vec<Frame>,
    /// How far in the line at hand stands, in spaces.
    indent: usize,
    too_long: TooLong,
}

/// A bracket that is being written.
struct Frame {
    /// How far in the line stands on which it begins.
    indent: usize,
    /// Whether it has line breaks of its own.
    open: bool,
    /// Whether the entries at hand get a line each.
    apart: bool,
}

/// What of a line is too long, though its longest piece is not counted.
#[derive(Default)]
struct TooLong {
    /// The part up to the end of the first entry of an open bracket.
    entry: bool,
    /// The whole line.
    line: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &str, pieces: &'a [Piece<'a>]) -> Self {
        let gaps = gaps(pieces);
        let groups = groups(pieces, &gaps);
        let ends = text.matches('\n').count();
        let line_end = if ends > 0 && text.matches("\r\n").count() == ends { "\r\n" } else { "\n" };
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        if text.starts_with('\u{feff}') {
            out.push('\u{feff}');
        }
        let too_long = TooLong::default();
        Self { pieces, gaps, groups, line_end, out, begun: 0, around: Vec::new(), indent: 0, too_long }
    }

    /// Writes everything.
    pub(super) fn write(mut self) -> String {
        // The last token, comments apart.
        let mut last = None;
        for at in 0..self.pieces.len() {
            let Piece { kind, text, .. } = self.pieces[at];
            match self.gap(at) {
                _ if at == 0 => self.begin_line(at, false),
                Gap::Nothing => {}
                Gap::Blank | Gap::Behind => self.out.push(' '),
                gap => {
                    self.out.push_str(self.line_end);
                    if gap == Gap::EmptyLine {
                        self.out.push_str(self.line_end);
                    }
                    self.begin_line(at, last == Some(Kind::Colon));
                }
            }
            self.out.push_str(text);
            self.pass(kind);
            if !kind.is_comment() {
                last = Some(kind);
            }
        }
        if !self.pieces.is_empty() {
            self.out.push_str(self.line_end);
        }
        self.out
    }

    /// Returns what stands before a piece, line breaks of open brackets included.
    fn gap(&mut self, at: usize) -> Gap {
        let gap = self.gaps[at];
        let Some(frame) = self.around.last_mut() else { return gap };
        if gap.is_break() {
            // The author's next line.
            frame.apart = false;
            return gap;
        }
        let opens = matches!(self.pieces[at - 1].kind, Kind::Open(_)) && frame.open;
        let closes = matches!(self.pieces[at].kind, Kind::Close(_)) && frame.open;
        let next_entry = self.pieces[at - 1].kind == Kind::Comma && frame.apart && gap == Gap::Blank;
        if (opens || closes || next_entry) && gap != Gap::Behind { Gap::Break } else { gap }
    }

    /// Begins a line with a piece.
    fn begin_line(&mut self, at: usize, behind_colon: bool) {
        self.indent = match (self.around.last(), self.pieces[at].kind) {
            (None, _) => 0,
            (Some(frame), Kind::Close(_)) => frame.indent,
            (Some(frame), _) => frame.indent + STEP,
        };
        if behind_colon {
            self.indent += STEP;
        }
        self.out.extend(std::iter::repeat_n(' ', self.indent));
        self.too_long = self.measure(at);
    }

    /// Notes what a piece that was written begins or ends.
    fn pass(&mut self, kind: Kind) {
        match (kind, self.around.last_mut()) {
            (Kind::Open(_), _) => {
                let group = self.groups[self.begun];
                self.begun += 1;
                let opened = !group.open && group.opens_well && self.too_long.entry;
                self.around.push(Frame { indent: self.indent, open: group.open || opened, apart: opened });
            }
            (Kind::Close(_), _) => drop(self.around.pop()),
            (Kind::Comma, Some(frame)) => frame.apart |= frame.open && self.too_long.line,
            _ => {}
        }
    }

    /// Measures the line that begins with a piece; it looks no further than needed.
    fn measure(&self, from: usize) -> TooLong {
        let (mut width, mut longest) = (self.indent, 0);
        let mut entry_ended = false;
        let mut begun = self.begun;
        // How many brackets around the line are not closed yet, and how many began on it.
        let (mut around, mut inside) = (self.around.len(), 0_usize);
        for (at, piece) in self.pieces.iter().enumerate().skip(from) {
            let gap = self.gaps[at];
            let frame = around.checked_sub(1).filter(|_| inside == 0).and_then(|i| self.around.get(i));
            if at > from {
                let closes = matches!(piece.kind, Kind::Close(_)) && frame.is_some_and(|frame| frame.open);
                if closes || gap.is_break() || gap == Gap::Behind {
                    break;
                }
            }
            // More than fills a line makes no difference.
            let own =
                piece.text.chars().take(WIDTH + 1).count() + usize::from(at > from && gap == Gap::Blank);
            width += own;
            longest = longest.max(own);
            if width - longest > WIDTH {
                return TooLong { entry: !entry_ended, line: true };
            }
            match piece.kind {
                Kind::Open(_) => {
                    if self.groups[begun].open {
                        break;
                    }
                    begun += 1;
                    inside += 1;
                }
                Kind::Close(_) if inside > 0 => inside -= 1,
                Kind::Close(_) => around = around.saturating_sub(1),
                Kind::Comma if frame.is_some_and(|frame| frame.apart) => break,
                Kind::Comma => entry_ended |= frame.is_some_and(|frame| frame.open),
                _ => {}
            }
        }
        TooLong::default()
    }
}
