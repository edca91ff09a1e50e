//! Detects pages that lead in a circle.

use crate::error::PageError;

/// Detects whether pages repeat. It keeps two of all places, and still notices every cycle: the marked place moves
/// after ever longer distances (R. P. Brent's algorithm).
#[derive(Default)]
pub(super) struct CycleDetector {
    /// The place of the last page.
    last: Option<String>,
    marked: Option<String>,
    /// The number of steps until the mark moves, and the number that it moved after.
    left: u64,
    way: u64,
}

impl CycleDetector {
    /// Sets the place of the first page.
    pub(super) fn start_at(&mut self, place: &str) {
        if self.last.is_none() {
            self.last = Some(place.to_owned());
        }
    }

    /// Moves on to a place, and fails if that closes a cycle.
    pub(super) fn advance(&mut self, place: &str) -> Result<(), PageError> {
        let is_known = |known: &Option<String>| known.as_deref() == Some(place);
        if is_known(&self.last) || is_known(&self.marked) {
            return Err(PageError::repeated());
        }
        if self.left == 0 {
            self.way = self.way.saturating_mul(2).max(1);
            self.left = self.way;
            self.marked = self.last.take();
        }
        self.left -= 1;
        self.last = Some(place.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_circle_goes_on() {
        for tail in 0..20_usize {
            for circle in 1..20_usize {
                let mut cycles = CycleDetector::default();
                let places = (0..tail).chain((tail..tail + circle).cycle());
                let steps = places
                    .take(10_000)
                    .take_while(|place| cycles.advance(&place.to_string()).is_ok())
                    .count();
                assert!(steps >= tail + circle, "{tail} {circle}: {steps} steps");
                assert!(
                    steps < 4 * (tail + circle) + 4,
                    "{tail} {circle}: {steps} steps"
                );
            }
        }
        let mut cycles = CycleDetector::default();
        assert!((0..10_000).all(|place| cycles.advance(&place.to_string()).is_ok()));
        assert!(cycles.advance("9999").is_err());
    }
}
