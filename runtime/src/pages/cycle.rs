//! Notices that pages lead in a circle.

use super::error::PageError;

/// What was asked for before. It keeps two of all the places, and yet no
/// circle of them goes unnoticed: the marked one moves on after ever longer
/// ways (R. P. Brent's algorithm).
#[derive(Default)]
pub(super) struct CycleDetector {
    /// Where the page came from.
    last: Option<String>,
    marked: Option<String>,
    /// The steps until the mark moves on, and those that it took to get there.
    left: u64,
    way: u64,
}

impl CycleDetector {
    /// Where the first page was, which done led to.
    pub(super) fn start_at(&mut self, place: &str) {
        if self.last.is_none() {
            self.last = Some(place.to_owned());
        }
    }

    /// Goes on to a place; an error where that leads in a circle.
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
