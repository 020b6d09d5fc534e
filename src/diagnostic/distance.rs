//! How many slips part two words.

/// Counts the slips that part two words, if they are at most `limit`: a letter that is put in, left out or replaced, or
/// two neighbours that changed places.
pub(super) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.is_ascii() && b.is_ascii() {
        // No slip mends more than one letter that the other word lacks.
        let lacking = letters(a) & !letters(b);
        return if lacking.count_ones() as usize > limit {
            None
        } else {
            slips(a.as_bytes(), b.as_bytes(), limit)
        };
    }
    let letters = |word: &str| word.chars().collect::<Vec<_>>();
    slips(&letters(a), &letters(b), limit)
}

/// Returns the set of a word's letters; a few count as the same.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |letters, letter| letters | 1 << (letter % 64))
}

fn slips<T: PartialEq>(a: &[T], b: &[T], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    if a.is_empty() || b.is_empty() {
        return Some(a.len() + b.len());
    }
    let mut limit = limit.checked_sub(1)?;
    let swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0];
    let mut fewest = None;
    for (from_a, from_b) in [(1, 1), (1, 0), (0, 1)].into_iter().chain(swapped.then_some((2, 2))) {
        if let Some(rest) = slips(&a[from_a..], &b[from_b..], limit) {
            fewest = Some(rest + 1);
            // Only fewer are of interest now.
            let Some(less) = rest.checked_sub(1) else { break };
            limit = less;
        }
    }
    fewest
}
