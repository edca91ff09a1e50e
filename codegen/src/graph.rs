//! Strongly connected components: what leads back to itself in a graph of indices.

/// The components of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Components {
    /// By node, the first node met of the cycle it is on, where it is on one.
    cycle: Vec<Option<usize>>,
    /// What a node leads to before the node.
    order: Vec<usize>,
}

impl Components {
    /// Returns the cycle that a node is on, by one of its nodes.
    pub(crate) fn cycle(&self, node: usize) -> Option<usize> {
        self.cycle.get(node).copied().flatten()
    }

    /// Returns whether both nodes are on one cycle.
    pub(crate) fn share_a_cycle(&self, one: usize, other: usize) -> bool {
        self.cycle(one).is_some() && self.cycle(one) == self.cycle(other)
    }

    /// Returns every node, after those that it leads to without being led back.
    pub(crate) fn order(&self) -> &[usize] {
        &self.order
    }
}

/// Finds the components by Tarjan's algorithm, with a stack of its own: documents are untrusted, and a chain may be longer
/// than the call stack is deep.
pub(crate) fn components(edges: &[Vec<usize>]) -> Components {
    let mut search = Search {
        edges,
        index: vec![None; edges.len()],
        low: vec![0; edges.len()],
        on_stack: vec![false; edges.len()],
        stack: Vec::new(),
        next: 0,
        cycle: vec![None; edges.len()],
        order: Vec::with_capacity(edges.len()),
    };
    for node in 0..edges.len() {
        search.visit(node);
    }
    Components {
        cycle: search.cycle,
        order: search.order,
    }
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    cycle: Vec<Option<usize>>,
    /// The components as they were left: what a type leads to before the type.
    order: Vec<usize>,
}

impl Search<'_> {
    fn visit(&mut self, root: usize) {
        if self.index.get(root).copied().flatten().is_some() {
            return;
        }
        // Each frame: a node and how many of its edges were followed.
        let mut frames = vec![(root, 0)];
        self.enter(root);
        while let Some((node, followed)) = frames.pop() {
            match self
                .edges
                .get(node)
                .and_then(|edges| edges.get(followed))
                .copied()
            {
                Some(next) => {
                    frames.push((node, followed + 1));
                    if self.index.get(next).copied().flatten().is_none() {
                        self.enter(next);
                        frames.push((next, 0));
                    } else if self.on_stack.get(next) == Some(&true) {
                        self.lower(node, self.index.get(next).copied().flatten().unwrap_or(0));
                    }
                }
                None => {
                    self.leave(node);
                    if let Some((parent, _)) = frames.last() {
                        self.lower(*parent, self.low.get(node).copied().unwrap_or(0));
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        set(&mut self.index, node, Some(self.next));
        set(&mut self.low, node, self.next);
        set(&mut self.on_stack, node, true);
        self.next += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = to.min(*low);
        }
    }

    /// Takes a component off the stack, at its root.
    fn leave(&mut self, node: usize) {
        if self.low.get(node).copied() != self.index.get(node).copied().flatten() {
            return;
        }
        let start = self
            .stack
            .iter()
            .rposition(|member| *member == node)
            .unwrap_or(0);
        let members = self.stack.split_off(start);
        let on_itself = self
            .edges
            .get(node)
            .is_some_and(|edges| edges.contains(&node));
        let is_cycle = members.len() > 1 || on_itself;
        for member in members {
            set(&mut self.on_stack, member, false);
            set(&mut self.cycle, member, is_cycle.then_some(node));
            self.order.push(member);
        }
    }
}

fn set<T>(table: &mut [T], index: usize, value: T) {
    if let Some(slot) = table.get_mut(index) {
        *slot = value;
    }
}
