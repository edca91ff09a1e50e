//! Lists with typed ids. An id is made by [`Table::push`] alone, so that looking it up can't fail.

use std::marker::PhantomData;

use crate::defect;

/// A typed position in a [`Table`].
pub(crate) trait Id: Copy {
    /// Makes the id of a position.
    fn from_index(index: u32) -> Self;
    /// Returns the position.
    fn index(self) -> usize;
}

/// Rows that are looked up by ids of their own.
///
/// An id of another table is a defect: the look-up records it and returns the table's placeholder.
#[derive(Clone, Debug)]
pub(crate) struct Table<I, T> {
    rows: Vec<T>,
    placeholder: T,
    id: PhantomData<fn() -> I>,
}

impl<I: Id, T> Table<I, T> {
    /// Makes an empty table. The placeholder stands for a row that isn't there.
    pub(crate) const fn new(placeholder: T) -> Self {
        Self {
            rows: Vec::new(),
            placeholder,
            id: PhantomData,
        }
    }

    /// Makes a table with one row per row of another.
    pub(crate) fn beside<U>(other: &Table<I, U>, row: T) -> Self
    where
        T: Clone,
    {
        Self {
            rows: vec![row.clone(); other.len()],
            placeholder: row,
            id: PhantomData,
        }
    }

    /// Makes a table with one row per row of this one, made of it.
    pub(crate) fn map<U>(&self, placeholder: U, row: impl Fn(I, &T) -> U) -> Table<I, U> {
        Table {
            rows: self.iter().map(|(id, old)| row(id, old)).collect(),
            placeholder,
            id: PhantomData,
        }
    }

    /// Adds a row and returns its id.
    pub(crate) fn push(&mut self, row: T) -> I {
        let id = self.next_id();
        self.rows.push(row);
        id
    }

    /// Removes the rows from an id on.
    pub(crate) fn truncate(&mut self, from: I) {
        self.rows.truncate(from.index());
    }

    /// Returns the id of the row that is added next.
    pub(crate) fn next_id(&self) -> I {
        // The tree bounds the nodes, and with them all rows, far below this.
        let index = u32::try_from(self.rows.len()).unwrap_or_else(|_| {
            defect::record("a table has at most 2^32 rows");
            u32::MAX
        });
        I::from_index(index)
    }

    /// Returns how many rows there are.
    pub(crate) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is no row.
    pub(crate) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the row of an id.
    #[track_caller]
    pub(crate) fn get(&self, id: I) -> &T {
        match self.rows.get(id.index()) {
            Some(row) => row,
            None => {
                defect::record("an id belongs to the table that made it");
                &self.placeholder
            }
        }
    }

    /// Returns the row of an id, to be changed.
    #[track_caller]
    pub(crate) fn get_mut(&mut self, id: I) -> &mut T {
        match self.rows.get_mut(id.index()) {
            Some(row) => row,
            None => {
                defect::record("an id belongs to the table that made it");
                &mut self.placeholder
            }
        }
    }

    /// Returns the rows in the order of their ids.
    pub(crate) fn rows(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// Returns the rows in the order of their ids, to be changed.
    pub(crate) fn rows_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.rows.iter_mut()
    }

    /// Returns the ids in order.
    pub(crate) fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        let len = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        (0..len).map(I::from_index)
    }

    /// Returns the rows with their ids in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.ids().zip(&self.rows)
    }

    /// Returns the rows with their ids in order, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (I, &mut T)> {
        self.ids().zip(&mut self.rows)
    }
}

/// Makes a type the id of a table's rows.
macro_rules! id {
    ($(#[$doc:meta])* $visibility:vis struct $name:ident;) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(pub(crate) u32);

        impl $crate::table::Id for $name {
            fn from_index(index: u32) -> Self {
                Self(index)
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use id;

#[cfg(test)]
mod tests {
    use super::{Id as _, Table};
    use crate::defect;

    id! {
        struct PetId;
    }

    #[test]
    fn an_id_leads_to_its_row() {
        let mut pets: Table<PetId, &str> = Table::new("nobody");
        let rex = pets.push("Rex");
        let tom = pets.push("Tom");
        assert_eq!((*pets.get(rex), *pets.get(tom)), ("Rex", "Tom"));
        assert_eq!(pets.ids().map(|id| id.index()).collect::<Vec<_>>(), [0, 1]);
        assert!(defect::take().is_empty());
    }

    #[test]
    fn an_id_of_another_table_is_a_defect() {
        let pets: Table<PetId, &str> = Table::new("nobody");
        assert_eq!(*pets.get(PetId(3)), "nobody");
        assert_eq!(defect::take().len(), 1);
    }
}
