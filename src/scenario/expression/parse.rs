//! Reads expressions and effects from the words of a string literal.
//!
//! ```text
//! effect     = ["if" expression ":"] target ("=" | "+=" | "-=") expression
//! expression = and {"or" and}
//! and        = not {"and" not}
//! not        = "not" not | comparison
//! comparison = sum [("==" | "!=" | "<" | "<=" | ">" | ">=") sum]
//! sum        = product {("+" | "-") product}
//! product    = negation {("*" | "/" | "%") negation}
//! negation   = "-" negation | atom
//! atom       = number | "true" | "false" | name | "trust." name | "level." name
//!            | "seen(" quoted ")" | "chose(" quoted ")"
//!            | ("min" | "max") "(" expression "," expression ")"
//!            | "clamp(" expression "," expression "," expression ")" | "(" expression ")"
//! ```

use std::ops::Range;

use super::token::{Token, next};
use super::{Assign, Binary, Effect, Expression, Function, Unary};
use crate::diagnostic::{Code, Diagnostic, Spanned, Text};

/// Brackets and operators may stand this deep inside one another.
const MAX_DEPTH: usize = 64;

/// Words with a meaning of their own, which no meter or fact may be called: those of expressions, and what a
/// state holds besides meters and facts.
pub const RESERVED: &[&str] = &[
    "and", "chose", "clamp", "day", "false", "hour", "if", "late", "left", "level", "max", "min", "not",
    "or", "resume", "scene", "seen", "time", "true", "trust",
];

/// Reads an expression; the error points inside the string.
pub fn expression(text: &Text) -> Result<Spanned<Expression>, Diagnostic> {
    expression_at(text, 0..text.value.len())
}

/// Reads an expression from a range of bytes of a string.
pub fn expression_at(text: &Text, range: Range<usize>) -> Result<Spanned<Expression>, Diagnostic> {
    let mut parser = Parser::new(text, range);
    let value = parser.or()?;
    parser.end()?;
    Ok(value)
}

/// Reads an effect; the error points inside the string.
pub fn effect(text: &Text) -> Result<Spanned<Effect>, Diagnostic> {
    let mut parser = Parser::new(text, 0..text.value.len());
    let when = if parser.take_name("if") {
        let when = parser.or()?;
        parser.expect(":", "after the condition of an effect")?;
        Some(when)
    } else {
        None
    };
    let target = parser.atom()?;
    if !matches!(target.value, Expression::Name(_) | Expression::Trust(_)) {
        return Err(Diagnostic::error(Code::EXPRESSION, target.span, "an effect cannot change this")
            .with_help("on the left stands a meter, a fact or somebody's trust, as in `trust.anna += 3`"));
    }
    let assign = match parser.token {
        Token::Sign("=") => Assign::Set,
        Token::Sign("+=") => Assign::Add,
        Token::Sign("-=") => Assign::Subtract,
        _ => {
            let help = "`told = true` sets, `morale += 5` adds, `risk -= 5` takes away";
            return Err(parser.unexpected("`=`, `+=` or `-=`").with_help(help));
        }
    };
    parser.advance();
    let value = parser.or()?;
    parser.end()?;
    Ok(Spanned::new(Effect { when, target, assign, value }, text.place(0..text.value.len())))
}

struct Parser<'a> {
    text: &'a Text<'a>,
    /// The words up to the end of the range.
    words: &'a str,
    token: Token<'a>,
    place: Range<usize>,
    depth: usize,
}

type Parsed = Result<Spanned<Expression>, Diagnostic>;

impl<'a> Parser<'a> {
    fn new(text: &'a Text<'a>, range: Range<usize>) -> Self {
        let words = &text.value[..range.end];
        let (token, place) = next(words, range.start);
        Self { text, words, token, place, depth: 0 }
    }

    fn advance(&mut self) {
        (self.token, self.place) = next(self.words, self.place.end);
    }

    fn take_name(&mut self, name: &str) -> bool {
        let found = self.token == Token::Name(name);
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, sign: &'static str, place: &str) -> Result<(), Diagnostic> {
        if self.token != Token::Sign(sign) {
            return Err(self.unexpected(&format!("`{sign}` {place}")));
        }
        self.advance();
        Ok(())
    }

    fn end(&self) -> Result<(), Diagnostic> {
        if self.token == Token::End { Ok(()) } else { Err(self.unexpected("an operator or the end")) }
    }

    fn error(&self, message: String) -> Diagnostic {
        Diagnostic::error(Code::EXPRESSION, self.text.place(self.place.clone()), message)
    }

    fn unexpected(&self, wanted: &str) -> Diagnostic {
        let found = &self.words[self.place.clone()];
        match self.token {
            Token::End => {
                let error = self.error(format!("the expression stops where {wanted} should follow"));
                if !self.words.trim_end().ends_with('%') {
                    return error;
                }
                error.with_help("leave out the `%`: meters and trust are counted from 0 to 100")
            }
            Token::Sign("=") if self.words[self.place.end..].starts_with(['<', '>']) => {
                let sign = &self.words[self.place.end..=self.place.end];
                self.error(format!("`={sign}` is not an operator")).with_help(format!("write `{sign}=`"))
            }
            Token::TooLarge => {
                self.error("this number is too large".into()).with_help("numbers have 64 bits")
            }
            Token::Unclosed => self.error("this quote never closes".into()),
            Token::Sign("=") => {
                self.error(format!("expected {wanted}, found `=`")).with_help("to compare, write `==`")
            }
            Token::Strange('&') => self.error("`&` is not an operator".into()).with_help("write `and`"),
            Token::Strange('|') => self.error("`|` is not an operator".into()).with_help("write `or`"),
            Token::Strange('!') => self.error("`!` is not an operator".into()).with_help("write `not`"),
            _ => self.error(format!("expected {wanted}, found `{found}`")),
        }
    }

    /// Runs a rule one level deeper.
    fn deeper(&mut self, rule: fn(&mut Self) -> Parsed) -> Parsed {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self
                .error(format!("this expression nests more than {MAX_DEPTH} levels"))
                .with_help("put a part of it into a fact and read that"));
        }
        let value = rule(self);
        self.depth -= 1;
        value
    }

    fn or(&mut self) -> Parsed {
        self.chain(Self::and, |token| (token == Token::Name("or")).then_some(Binary::Or))
    }

    fn and(&mut self) -> Parsed {
        self.chain(Self::not, |token| (token == Token::Name("and")).then_some(Binary::And))
    }

    fn not(&mut self) -> Parsed {
        let start = self.place.start;
        if self.take_name("not") {
            let operand = self.deeper(Self::not)?;
            return Ok(self.unary(Unary::Not, start, operand));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let Some(op) = comparison_of(self.token) else { return Ok(left) };
        self.advance();
        let right = self.sum()?;
        if comparison_of(self.token).is_some() {
            return Err(self
                .error("comparisons cannot be chained".into())
                .with_help("write `a < b and b < c`"));
        }
        Ok(binary(op, left, right))
    }

    fn sum(&mut self) -> Parsed {
        self.chain(Self::product, |token| match token {
            Token::Sign("+") => Some(Binary::Add),
            Token::Sign("-") => Some(Binary::Subtract),
            _ => None,
        })
    }

    fn product(&mut self) -> Parsed {
        self.chain(Self::negation, |token| match token {
            Token::Sign("*") => Some(Binary::Multiply),
            Token::Sign("/") => Some(Binary::Divide),
            Token::Sign("%") => Some(Binary::Remainder),
            _ => None,
        })
    }

    /// Reads operands joined by operators of one rank, from the left.
    fn chain(
        &mut self,
        operand: fn(&mut Self) -> Parsed,
        operator: fn(Token<'a>) -> Option<Binary>,
    ) -> Parsed {
        let mut left = operand(self)?;
        let depth = self.depth;
        while let Some(op) = operator(self.token) {
            self.advance();
            // Each link makes the tree one level deeper on the left.
            self.depth += 1;
            let right = self.deeper(operand)?;
            left = binary(op, left, right);
        }
        self.depth = depth;
        Ok(left)
    }

    fn negation(&mut self) -> Parsed {
        let start = self.place.start;
        if self.token == Token::Sign("-") {
            self.advance();
            let operand = self.deeper(Self::negation)?;
            return Ok(self.unary(Unary::Negate, start, operand));
        }
        self.atom()
    }

    fn unary(&self, op: Unary, start: usize, operand: Spanned<Expression>) -> Spanned<Expression> {
        let span = self.text.place(start..start).to(operand.span);
        Spanned::new(Expression::Unary(op, Box::new(operand)), span)
    }

    fn atom(&mut self) -> Parsed {
        let start = self.place.start;
        let value = match self.token {
            Token::Int(value) => {
                self.advance();
                Expression::Int(value)
            }
            Token::Sign("(") => {
                self.advance();
                let inner = self.deeper(Self::or)?;
                self.expect(")", "to close the bracket")?;
                inner.value
            }
            Token::Name(name) => self.named(name)?,
            _ => return Err(self.unexpected("a number, a name or a bracket")),
        };
        let end = self.last_end(start);
        Ok(Spanned::new(value, self.text.place(start..end)))
    }

    /// The end of the token before the present one.
    fn last_end(&self, start: usize) -> usize {
        start + self.words[start..self.place.start].trim_end().len()
    }

    fn named(&mut self, name: &'a str) -> Result<Expression, Diagnostic> {
        if matches!(name, "and" | "or" | "not" | "if") {
            return Err(self.unexpected("a number, a name or a bracket"));
        }
        self.advance();
        Ok(match name {
            "true" | "false" => Expression::Bool(name == "true"),
            "trust" => Expression::Trust(self.member("trust")?),
            "level" => Expression::Level(self.member("level")?),
            "seen" => Expression::Seen(self.quoted("seen", "scene")?),
            "chose" => Expression::Chose(self.quoted("chose", "scene.choice")?),
            "min" => Expression::Call(Function::Min, self.arguments(name, 2)?),
            "max" => Expression::Call(Function::Max, self.arguments(name, 2)?),
            "clamp" => Expression::Call(Function::Clamp, self.arguments(name, 3)?),
            _ => Expression::Name(name.to_owned()),
        })
    }

    fn member(&mut self, of: &str) -> Result<String, Diagnostic> {
        self.expect(".", &format!("and a person's id after `{of}`"))?;
        let Token::Name(person) = self.token else { return Err(self.unexpected("a person's id")) };
        self.advance();
        Ok(person.to_owned())
    }

    fn quoted(&mut self, of: &str, what: &str) -> Result<String, Diagnostic> {
        self.expect("(", &format!("after `{of}`"))?;
        let Token::Quoted(name) = self.token else {
            return Err(self.unexpected("an id in quotes").with_help(format!("write `{of}('{what}')`")));
        };
        self.advance();
        self.expect(")", "to close the bracket")?;
        Ok(name.to_owned())
    }

    fn arguments(&mut self, of: &str, count: usize) -> Result<Vec<Spanned<Expression>>, Diagnostic> {
        self.expect("(", &format!("after `{of}`"))?;
        let mut arguments = Vec::with_capacity(count);
        for index in 0..count {
            if index > 0 {
                self.expect(",", &format!("(`{of}` takes {count} values)"))?;
            }
            arguments.push(self.deeper(Self::or)?);
        }
        self.expect(")", &format!("(`{of}` takes {count} values)"))?;
        Ok(arguments)
    }
}

fn comparison_of(token: Token<'_>) -> Option<Binary> {
    Some(match token {
        Token::Sign("==") => Binary::Equal,
        Token::Sign("!=") => Binary::NotEqual,
        Token::Sign("<") => Binary::Less,
        Token::Sign("<=") => Binary::LessEqual,
        Token::Sign(">") => Binary::Greater,
        Token::Sign(">=") => Binary::GreaterEqual,
        _ => return None,
    })
}

fn binary(op: Binary, left: Spanned<Expression>, right: Spanned<Expression>) -> Spanned<Expression> {
    let span = left.span.to(right.span);
    Spanned::new(Expression::Binary(op, Box::new(left), Box::new(right)), span)
}
