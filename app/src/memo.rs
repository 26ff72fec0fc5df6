//! A memo that is compiled once for values of every type. The library's own brings a copy of its machinery with each type and each
//! closure, and the app has a hundred of them; so it is asked to hold one kind of value alone.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::prelude::{Get, GetUntracked, Memo as Held, Signal};

/// A value that is derived of signals, and told on only when it is another than before.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    held: Held<Erased>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// What `derive` says of what it said before, said again whenever what it reads changes.
    pub(crate) fn new(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self { held: held(Box::new(move |before| Erased(Arc::new(derive(before.map(Erased::value)))))), of: PhantomData }
    }
}

impl<T: 'static> Memo<T> {
    /// The value; whoever asks follows it.
    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value as it is now, without following it.
    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Reads the value; whoever asks follows it.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(followed(self.held).value())
    }

    /// Reads the value as it is now, without following it.
    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(seen(self.held).value())
    }
}

impl<T: Clone + Send + Sync + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

type Derive = Box<dyn Fn(Option<&Erased>) -> Erased + Send + Sync>;

fn held(derive: Derive) -> Held<Erased> {
    Held::new(derive)
}

fn followed(held: Held<Erased>) -> Erased {
    held.get()
}

fn seen(held: Held<Erased>) -> Erased {
    held.get_untracked()
}

/// A value of any type.
#[derive(Clone)]
struct Erased(Arc<dyn Value>);

trait Value: Any + Send + Sync {
    fn is_same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Value for T {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref().is_some_and(|other| self == other)
    }
}

impl Erased {
    fn value<T: 'static>(&self) -> &T {
        let value: &dyn Any = &*self.0;
        value.downcast_ref().expect("a memo holds what it was made to derive")
    }
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        let other: &dyn Any = &*other.0;
        self.0.is_same(other)
    }
}
