//! The configured responses of one operation, in order.

use std::collections::VecDeque;
use std::time::Duration;

use super::response::MockResponse;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(super) enum Action {
    Respond(MockResponse),
    /// Responds with the document's example.
    Example,
    /// Resets the connection.
    Reset,
}

/// What the server does with some requests, and when.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) action: Action,
    pub(super) delay: Duration,
    /// For how many requests, unless it is the last step.
    pub(super) times: usize,
}

impl Step {
    pub(super) const fn new(action: Action) -> Self {
        Self {
            action,
            delay: Duration::ZERO,
            times: 1,
        }
    }
}

/// The steps of an operation, in order. The last one repeats.
#[derive(Debug, Default)]
pub(super) struct Script {
    steps: VecDeque<Numbered>,
    /// How many steps have been added.
    count: usize,
}

#[derive(Debug)]
struct Numbered {
    number: usize,
    step: Step,
    used: usize,
}

impl Script {
    /// Appends a step and returns its number.
    pub(super) fn push(&mut self, step: Step) -> usize {
        self.count += 1;
        self.steps.push_back(Numbered {
            number: self.count,
            step,
            used: 0,
        });
        self.count
    }

    /// Changes a step, if it isn't used up.
    pub(super) fn change(&mut self, number: usize, change: impl FnOnce(&mut Step)) {
        let mut steps = self.steps.iter_mut();
        if let Some(numbered) = steps.find(|numbered| numbered.number == number) {
            change(&mut numbered.step);
        }
    }

    /// Returns the step of the next request; that of the example if there is none.
    pub(super) fn next(&mut self) -> Step {
        let is_used_up = |numbered: &Numbered| numbered.used >= numbered.step.times;
        while self.steps.len() > 1 && self.steps.front().is_some_and(is_used_up) {
            self.steps.pop_front();
        }
        match self.steps.front_mut() {
            Some(numbered) => {
                numbered.used += 1;
                numbered.step.clone()
            }
            None => Step::new(Action::Example),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(status: u16) -> Step {
        Step::new(Action::Respond(MockResponse::empty(status)))
    }

    fn status(script: &mut Script) -> Option<u16> {
        match script.next().action {
            Action::Respond(answer) => Some(answer.status),
            _ => None,
        }
    }

    #[test]
    fn steps_are_taken_in_order_and_the_last_one_stays() {
        let mut script = Script::default();
        assert_eq!(status(&mut script), None);
        let first = script.push(step(500));
        script.change(first, |step| step.times = 2);
        script.push(step(200));
        let taken: Vec<_> = (0..4).filter_map(|_| status(&mut script)).collect();
        assert_eq!(taken, [500, 500, 200, 200]);
    }

    #[test]
    fn one_that_stayed_goes_when_another_comes() {
        let mut script = Script::default();
        script.push(step(200));
        assert_eq!(status(&mut script), Some(200));
        script.push(step(404));
        assert_eq!(status(&mut script), Some(404));
    }

    #[test]
    fn one_that_is_taken_no_time_is_left_out() {
        let mut script = Script::default();
        let first = script.push(step(500));
        script.change(first, |step| step.times = 0);
        script.push(step(200));
        assert_eq!(status(&mut script), Some(200));
    }
}
