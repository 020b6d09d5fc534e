//! Decodes what stands between the quotes, keeping the source offset of each byte.

use crate::diagnostic::{Code, Diagnostic, Span, Text};

/// Decodes the words between the quotes, which begin at byte `start` of the source.
///
/// Bad escapes are reported and read as `U+FFFD`; in raw strings a backslash is a backslash.
pub(super) fn decode<'a>(
    words: &'a str,
    start: usize,
    raw: bool,
    problems: &mut Vec<Diagnostic>,
) -> Text<'a> {
    let span = Span::new(start, start + words.len());
    if !words.contains("\r\n") && (raw || !words.contains('\\')) {
        return Text { value: words.into(), span, offsets: None };
    }
    let mut out =
        Decoder { words, start, at: 0, value: String::with_capacity(words.len()), offsets: Vec::new() };
    while let Some(c) = out.rest().chars().next() {
        let from = out.at;
        match c {
            '\r' if out.rest().starts_with("\r\n") => {
                out.at += 2;
                out.push('\n', from);
            }
            '\\' if !raw => match out.escape() {
                Ok(Some(c)) => out.push(c, from),
                Ok(None) => {}
                Err(message) => {
                    let span = Span::new(start + from, start + out.at);
                    let help = "the escapes are \\\" \\' \\\\ \\n \\r \\t \\0 \\x41 \\u{1F600}, and \\ at the end of a line";
                    problems.push(Diagnostic::error(Code::SYNTAX, span, message).with_help(help));
                    out.push(char::REPLACEMENT_CHARACTER, from);
                }
            },
            _ => {
                out.at += c.len_utf8();
                out.push(c, from);
            }
        }
    }
    out.offsets.push(span.end);
    Text { value: out.value.into(), span, offsets: Some(out.offsets.into_boxed_slice()) }
}

/// Decodes the escape at the start of `text` (which begins with `\`): its character and its length in bytes.
pub(super) fn decode_char(text: &str) -> Result<(char, usize), String> {
    let mut decoder = Decoder { words: text, start: 0, at: 0, value: String::new(), offsets: Vec::new() };
    match decoder.escape()? {
        Some(c) => Ok((c, decoder.at)),
        None => Err("a character cannot go over the end of a line".into()),
    }
}

struct Decoder<'a> {
    words: &'a str,
    start: usize,
    at: usize,
    value: String,
    offsets: Vec<u32>,
}

impl<'a> Decoder<'a> {
    fn rest(&self) -> &'a str {
        &self.words[self.at..]
    }

    /// Adds a character that the source bytes from `from` up to here stand for.
    fn push(&mut self, c: char, from: usize) {
        let plain = self.at - from == c.len_utf8();
        for i in 0..c.len_utf8() {
            self.offsets.push((self.start + from + if plain { i } else { 0 }) as u32);
        }
        self.value.push(c);
    }

    /// Reads an escape; none where a backslash only joins two lines.
    fn escape(&mut self) -> Result<Option<char>, String> {
        self.at += 1;
        let Some(c) = self.rest().chars().next() else { return Err("an escape is cut off".into()) };
        self.at += c.len_utf8();
        Ok(Some(match c {
            '"' | '\'' | '\\' => c,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'x' => return self.bytes().map(Some),
            'u' => return self.unicode().map(Some),
            '\n' | '\r' if c == '\n' || self.rest().starts_with('\n') => {
                let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
                self.at += self.rest().find(|c| !blank(c)).unwrap_or(self.rest().len());
                return Ok(None);
            }
            _ => return Err(format!("`\\{c}` is not an escape")),
        }))
    }

    /// Reads the bytes of one character, each written `\x..`; the first `\x` is behind.
    fn bytes(&mut self) -> Result<char, String> {
        let mut bytes = Vec::with_capacity(4);
        loop {
            let digits = self.rest().get(..2).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
            let byte = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
            bytes.push(byte.ok_or("`\\x` needs two hexadecimal digits")?);
            self.at += 2;
            if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|s| s.chars().next()) {
                return Ok(c);
            }
            if bytes.len() == 4 || !self.rest().starts_with("\\x") {
                return Err("these bytes are not a character in UTF-8".into());
            }
            self.at += 2;
        }
    }

    /// Reads `{1F600}`; the `\u` is behind.
    fn unicode(&mut self) -> Result<char, String> {
        const SENTENCE: &str = "`\\u` needs one to six hexadecimal digits in `{}` that name a character";
        let rest = self.rest().strip_prefix('{').ok_or(SENTENCE)?;
        let length = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
        let digits = &rest[..length];
        let closed = rest[length..].starts_with('}');
        self.at += 1 + length + usize::from(closed);
        let code =
            (closed && (1..=6).contains(&length)).then(|| u32::from_str_radix(digits, 16).ok()).flatten();
        code.and_then(char::from_u32).ok_or_else(|| SENTENCE.into())
    }
}
