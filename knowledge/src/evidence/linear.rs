//! Sums, means and small symmetric positive definite systems: what calibrating comes down to.
//!
//! Knows nothing of models or boards. Access is checked (outside the matrix a cell reads as 0),
//! sums run in a fixed order, and only `libm` is used, so every platform gets the same bits.

/// A symmetric matrix of which both halves are stored.
#[derive(Debug, Clone)]
pub(crate) struct Symmetric {
    order: usize,
    cells: Vec<f64>,
}

impl Symmetric {
    pub(crate) fn zero(order: usize) -> Self {
        Self { order, cells: vec![0.0; order * order] }
    }

    /// From its cells, row by row.
    pub(crate) fn from_rows(order: usize, cells: Vec<f64>) -> Self {
        Self { order, cells }
    }

    /// The part from one row and column on, row by row.
    pub(crate) fn rows_from(&self, first: usize) -> Vec<f64> {
        let rows = first..self.order;
        rows.clone().flat_map(|row| rows.clone().map(move |column| self.get(row, column))).collect()
    }

    pub(crate) fn get(&self, row: usize, column: usize) -> f64 {
        if column < self.order {
            self.cells.get(row * self.order + column).copied().unwrap_or(0.0)
        } else {
            0.0
        }
    }

    fn add_one(&mut self, row: usize, column: usize, value: f64) {
        if column < self.order
            && let Some(cell) = self.cells.get_mut(row * self.order + column)
        {
            *cell += value;
        }
    }

    /// Adds to a cell and to its mirror image.
    pub(crate) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.add_one(row, column, value);
        if row != column {
            self.add_one(column, row, value);
        }
    }

    /// `v' M v` for a vector given by its non-zero entries; an index may occur more than once.
    pub(crate) fn form(&self, vector: &[(usize, f64)]) -> f64 {
        vector
            .iter()
            .map(|&(row, left)| {
                let along: f64 = vector.iter().map(|&(column, right)| self.get(row, column) * right).sum();
                left * along
            })
            .sum()
    }
}

/// The lower triangle `L` of `M = L L'`, row by row.
#[derive(Debug, Clone)]
pub(crate) struct Cholesky {
    rows: Vec<Vec<f64>>,
}

impl Cholesky {
    /// Factorises; `None` unless the matrix is positive definite and finite.
    pub(crate) fn of(matrix: &Symmetric) -> Option<Self> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(matrix.order);
        for i in 0..matrix.order {
            let mut row: Vec<f64> = Vec::with_capacity(i + 1);
            for (j, above) in rows.iter().enumerate() {
                let pivot = above.last()?;
                let rest = matrix.get(i, j) - dot(&row, above);
                row.push(rest / pivot);
            }
            let square = matrix.get(i, i) - dot(&row, &row);
            if !(square > 0.0 && square.is_finite()) {
                return None;
            }
            row.push(libm::sqrt(square));
            rows.push(row);
        }
        Some(Self { rows })
    }

    /// The `x` with `M x = right`.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut half: Vec<f64> = Vec::with_capacity(self.rows.len());
        for (row, value) in self.rows.iter().zip(right) {
            let rest = value - dot(&half, row);
            half.push(row.last().map_or(0.0, |pivot| rest / pivot));
        }
        let mut solution = Vec::with_capacity(half.len());
        for row in self.rows.iter().rev() {
            let value = match (half.pop(), row.last()) {
                (Some(rest), Some(pivot)) => rest / pivot,
                _ => 0.0,
            };
            for (rest, cell) in half.iter_mut().zip(row) {
                *rest -= value * cell;
            }
            solution.push(value);
        }
        solution.reverse();
        solution
    }

    /// The inverse of `M`: the covariance when `M` is a precision.
    pub(crate) fn inverse(&self) -> Symmetric {
        let order = self.rows.len();
        let mut inverse = Symmetric::zero(order);
        for column in 0..order {
            let unit: Vec<f64> = (0..order).map(|row| if row == column { 1.0 } else { 0.0 }).collect();
            // The upper half alone is kept, so the result is symmetric to the last bit.
            for (row, value) in self.solve(&unit).into_iter().enumerate().take(column + 1) {
                inverse.add(row, column, value);
            }
        }
        inverse
    }
}

/// The sum of products, as far as the shorter of the two goes.
pub(crate) fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// The mean; 0 of nothing.
pub(crate) fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let rows = count(values.len());
    if rows > 0.0 { values.sum::<f64>() / rows } else { 0.0 }
}

/// A number of things as a figure; exact far beyond any catalogue.
pub(crate) fn count(things: usize) -> f64 {
    u32::try_from(things).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::{Cholesky, Symmetric};

    #[test]
    fn solves_and_inverts_a_known_system() {
        let mut matrix = Symmetric::zero(3);
        for (row, column, value) in
            [(0, 0, 4.0), (0, 1, 12.0), (0, 2, -16.0), (1, 1, 37.0), (1, 2, -43.0), (2, 2, 98.0)]
        {
            matrix.add(row, column, value);
        }
        let factor = Cholesky::of(&matrix).expect("positive definite");
        let solution = factor.solve(&[0.0, 6.0, 39.0]);
        for (found, wanted) in solution.iter().zip([1.0, 1.0, 1.0]) {
            assert!((found - wanted).abs() < 1e-9, "{solution:?}");
        }
        let inverse = factor.inverse();
        let mut trace = 0.0;
        for i in 0..3 {
            trace += (0..3).map(|j| matrix.get(i, j) * inverse.get(j, i)).sum::<f64>();
        }
        assert!((trace - 3.0).abs() < 1e-9);
        assert!((matrix.form(&[(0, 1.0), (2, 1.0)]) - 70.0).abs() < 1e-12);
    }

    #[test]
    fn refuses_what_is_not_positive_definite() {
        let mut matrix = Symmetric::zero(2);
        matrix.add(0, 1, 1.0);
        assert!(Cholesky::of(&matrix).is_none());
        let empty = Cholesky::of(&Symmetric::zero(0)).expect("nothing to refuse");
        assert!(empty.solve(&[]).is_empty());
    }
}
