//! Circles in a graph: which nodes lead to each other, and the equations between what they are worth.

/// Up to so many unknowns are solved by elimination; more by going round until nothing changes.
const MOST_ELIMINATED: usize = 400;

/// So often it goes round at most.
const MOST_ROUNDS: usize = 20_000;

/// Says what one unknown is: so much of others, and so much besides.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Equation {
    /// Which others, by position, and how much of each.
    pub(super) from: Vec<(usize, f64)>,
    pub(super) plus: f64,
}

/// Solves as many equations as there are unknowns; returns the unknowns, and by how much an equation is missed at most.
///
/// Something must leak from every circle among them, as it does from states that can leave one.
pub(super) fn solve(equations: &[Equation]) -> (Vec<f64>, f64) {
    let x = if equations.len() <= MOST_ELIMINATED { eliminate(equations) } else { go_round(equations) };
    let missed = equations.iter().zip(&x).map(|(equation, value)| (worth(equation, &x) - value).abs());
    let residual = missed.fold(0.0, f64::max);
    (x, residual)
}

fn worth(equation: &Equation, x: &[f64]) -> f64 {
    equation.plus + equation.from.iter().map(|(other, share)| share * x[*other]).sum::<f64>()
}

/// Gauss, with the largest pivot of each column.
fn eliminate(equations: &[Equation]) -> Vec<f64> {
    let size = equations.len();
    let mut rows = vec![vec![0.0; size + 1]; size];
    for (number, (row, equation)) in rows.iter_mut().zip(equations).enumerate() {
        row[number] = 1.0;
        row[size] = equation.plus;
        for (other, share) in &equation.from {
            row[*other] -= share;
        }
    }
    for column in 0..size {
        let pivot = (column..size).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        rows.swap(column, pivot.unwrap_or(column));
        let (above, below) = rows.split_at_mut(column + 1);
        let pivot = &above[column];
        for row in below {
            let factor = row[column] / pivot[column];
            if factor != 0.0 {
                for (a, b) in row.iter_mut().zip(pivot).skip(column) {
                    *a -= factor * b;
                }
            }
        }
    }
    let mut x = vec![0.0; size];
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| rows[row][column] * x[column]).sum();
        x[row] = (rows[row][size] - known) / rows[row][row];
    }
    x
}

/// Gauss and Seidel: each unknown from the newest values of the others, again and again.
fn go_round(equations: &[Equation]) -> Vec<f64> {
    let mut x: Vec<f64> = equations.iter().map(|equation| equation.plus).collect();
    for _ in 0..MOST_ROUNDS {
        let mut moved = 0.0_f64;
        // Turning round lets news travel both ways.
        for number in (0..x.len()).chain((0..x.len()).rev()) {
            let own: f64 = equations[number]
                .from
                .iter()
                .filter(|(other, _)| *other == number)
                .map(|(_, share)| share)
                .sum();
            let others: f64 = equations[number]
                .from
                .iter()
                .filter(|(other, _)| *other != number)
                .map(|(other, share)| share * x[*other])
                .sum();
            let new = (equations[number].plus + others) / (1.0 - own);
            moved = moved.max((new - x[number]).abs());
            x[number] = new;
        }
        if moved < 1e-15 {
            break;
        }
    }
    x
}

/// Returns the strongly connected parts of a graph, each before those that it leads to (Tarjan 1972, without recursion).
pub(super) fn parts<W: Iterator<Item = usize>>(count: usize, leads: impl Fn(usize) -> W) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let (mut number, mut low) = (vec![NEW; count], vec![0; count]);
    let (mut open, mut is_open) = (Vec::new(), vec![false; count]);
    let (mut next_number, mut parts) = (0, Vec::new());
    for root in 0..count {
        if number[root] != NEW {
            continue;
        }
        let mut begin =
            |node: usize, open: &mut Vec<usize>, low: &mut Vec<usize>, number: &mut Vec<usize>| {
                (number[node], low[node]) = (next_number, next_number);
                next_number += 1;
                open.push(node);
                (node, leads(node))
            };
        let mut path = vec![begin(root, &mut open, &mut low, &mut number)];
        is_open[root] = true;
        while let Some((node, ways)) = path.last_mut() {
            let node = *node;
            if let Some(next) = ways.next() {
                if number[next] == NEW {
                    path.push(begin(next, &mut open, &mut low, &mut number));
                    is_open[next] = true;
                } else if is_open[next] {
                    low[node] = low[node].min(number[next]);
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                low[*before] = low[*before].min(low[node]);
            }
            if low[node] == number[node] {
                let begin = open.iter().rposition(|other| *other == node).unwrap_or(0);
                let part = open.split_off(begin);
                for node in &part {
                    is_open[*node] = false;
                }
                parts.push(part);
            }
        }
    }
    parts.reverse();
    parts
}
