//! A reader, workers and an ordered writer, in constant memory.
//!
//! Start at [`pipeline`]. A fixed number of loads goes round: the reader fills an empty one, a
//! worker works on it, the writer takes them in the order they were read and hands them back
//! empty. So the result does not depend on the number of workers, and a slow writer slows the
//! reader instead of filling memory. What this module does not know: children, files, formats.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    thread::{Builder, JoinHandle},
};

/// Loads in flight for each worker: one it works on, one waiting for it, one being written.
const LOADS_A_WORKER: usize = 3;

/// What the writer does with finished loads; it runs on the caller's thread.
pub trait Ordered<L, E> {
    /// Takes the next load in the order of reading.
    ///
    /// # Errors
    /// Whatever ends the run.
    fn take(&mut self, load: &mut L) -> Result<(), E>;

    /// Nothing is finished yet: what was written may go out now.
    ///
    /// # Errors
    /// Whatever ends the run.
    fn idle(&mut self) -> Result<(), E>;
}

/// Why a run ended before its input did.
#[derive(Debug, PartialEq, Eq)]
pub enum Stopped<E> {
    /// The reader could not go on; all that was read before is written.
    Reader(E),
    /// The writer could not go on, or wanted no more.
    Writer(E),
    /// The program failed while working on the load of this number (from 0).
    Panicked(u64),
    /// The machine gives no more threads.
    Threads(String),
}

/// How the run is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Threads that work; at least one.
    pub workers: usize,
    /// The input may keep the reader waiting for ever, as a keyboard does: a run that stops
    /// early does not wait for it.
    pub input_waits: bool,
}

enum Message<L, E> {
    Finished(u64, L),
    /// So many loads were read, and this is how reading ended.
    End(u64, Result<(), E>),
    Panicked(u64),
}

/// Reads until `read` says false, works on every load, and hands them to `write` in order.
///
/// # Errors
/// [`Stopped`] names who could not go on. A panic in `read` or `work` is one of them, never a
/// hang.
///
/// ```
/// use microdata::run::pipeline::{Layout, Ordered, pipeline};
///
/// struct Sum(u64);
/// impl Ordered<u64, String> for Sum {
///     fn take(&mut self, load: &mut u64) -> Result<(), String> {
///         self.0 += *load;
///         Ok(())
///     }
///     fn idle(&mut self) -> Result<(), String> {
///         Ok(())
///     }
/// }
/// let mut numbers = 1..=4;
/// let read = move |load: &mut u64| Ok(numbers.next().map(|number| *load = number).is_some());
/// let mut sum = Sum(0);
/// let layout = Layout { workers: 2, input_waits: false };
/// pipeline(layout, read, |load: &mut u64| *load *= *load, &mut sum).unwrap();
/// assert_eq!(sum.0, 1 + 4 + 9 + 16);
/// ```
pub fn pipeline<L, E>(
    layout: Layout,
    read: impl FnMut(&mut L) -> Result<bool, E> + Send + 'static,
    work: impl Fn(&mut L) + Send + Sync + 'static,
    write: &mut impl Ordered<L, E>,
) -> Result<(), Stopped<E>>
where
    L: Default + Send + 'static,
    E: Send + 'static,
{
    let workers = layout.workers.max(1);
    let (give_back, empty) = channel();
    let (hand_on, full) = channel();
    let (finish, finished) = channel();
    for _ in 0..workers * LOADS_A_WORKER {
        // The receiver lives until the reader ends, so this cannot fail.
        let _ = give_back.send(L::default());
    }
    let full = Arc::new(Mutex::new(full));
    let work = Arc::new(work);
    for _ in 0..workers {
        let (full, work, finish) = (Arc::clone(&full), Arc::clone(&work), finish.clone());
        spawn("worker", move || worker(&full, &*work, &finish))?;
    }
    let reader = spawn("reader", move || reader(read, &empty, &hand_on, &finish))?;
    let done = writer(write, &finished, &give_back);
    // Whoever waits for a load or hands one on finds nobody and ends.
    drop((finished, give_back));
    if done.is_ok() || !layout.input_waits {
        // The reader owns the input and what it left on disk: let it put that away.
        let _ = reader.join();
    }
    done
}

fn spawn<E>(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Stopped<E>> {
    let thread = Builder::new().name(name.to_owned()).spawn(run);
    thread.map_err(|fault| Stopped::Threads(fault.to_string()))
}

fn reader<L, E>(
    mut read: impl FnMut(&mut L) -> Result<bool, E>,
    empty: &Receiver<L>,
    hand_on: &Sender<(u64, L)>,
    finish: &Sender<Message<L, E>>,
) {
    let mut number = 0;
    let message = loop {
        let Ok(mut load) = empty.recv() else { return };
        match catch_unwind(AssertUnwindSafe(|| read(&mut load))) {
            Ok(Ok(true)) => {
                if hand_on.send((number, load)).is_err() {
                    return;
                }
                number += 1;
            }
            Ok(Ok(false)) => break Message::End(number, Ok(())),
            Ok(Err(fault)) => break Message::End(number, Err(fault)),
            Err(_) => break Message::Panicked(number),
        }
    };
    // Nobody listens any more only when the writer has stopped.
    let _ = finish.send(message);
}

fn worker<L, E>(
    full: &Mutex<Receiver<(u64, L)>>,
    work: &impl Fn(&mut L),
    finish: &Sender<Message<L, E>>,
) {
    loop {
        let next = full.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, mut load)) = next else { return };
        let message = match catch_unwind(AssertUnwindSafe(|| work(&mut load))) {
            Ok(()) => Message::Finished(number, load),
            Err(_) => Message::Panicked(number),
        };
        if finish.send(message).is_err() {
            return;
        }
    }
}

fn writer<L, E>(
    write: &mut impl Ordered<L, E>,
    finished: &Receiver<Message<L, E>>,
    give_back: &Sender<L>,
) -> Result<(), Stopped<E>> {
    let mut next = 0;
    let mut early = BTreeMap::new();
    let mut end: Option<(u64, Result<(), E>)> = None;
    loop {
        while let Some(mut load) = early.remove(&next) {
            write.take(&mut load).map_err(Stopped::Writer)?;
            next += 1;
            // The reader may have ended already.
            let _ = give_back.send(load);
        }
        if let Some((_, how)) = end.take_if(|(loads, _)| *loads == next) {
            write.idle().map_err(Stopped::Writer)?;
            return how.map_err(Stopped::Reader);
        }
        match next_message(write, finished).map_err(Stopped::Writer)? {
            Some(Message::Finished(number, load)) => {
                early.insert(number, load);
            }
            Some(Message::End(loads, how)) => end = Some((loads, how)),
            Some(Message::Panicked(number)) => return Err(Stopped::Panicked(number)),
            // Every thread is gone and the end was never named.
            None => return Err(Stopped::Panicked(next)),
        }
    }
}

fn next_message<L, E>(
    write: &mut impl Ordered<L, E>,
    finished: &Receiver<Message<L, E>>,
) -> Result<Option<Message<L, E>>, E> {
    match finished.try_recv() {
        Ok(message) => return Ok(Some(message)),
        Err(TryRecvError::Disconnected) => return Ok(None),
        Err(TryRecvError::Empty) => write.idle()?,
    }
    Ok(finished.recv().ok())
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[derive(Default)]
    struct Kept {
        loads: Vec<u64>,
        stop_at: Option<u64>,
    }

    impl Ordered<u64, &'static str> for Kept {
        fn take(&mut self, load: &mut u64) -> Result<(), &'static str> {
            if self.stop_at == Some(*load) {
                return Err("enough");
            }
            self.loads.push(*load);
            Ok(())
        }
        fn idle(&mut self) -> Result<(), &'static str> {
            Ok(())
        }
    }

    fn layout(workers: usize) -> Layout {
        Layout {
            workers,
            input_waits: false,
        }
    }

    fn up_to(last: u64) -> impl FnMut(&mut u64) -> Result<bool, &'static str> {
        let mut next = 0;
        move |load| {
            *load = next;
            next += 1;
            Ok(next <= last)
        }
    }

    #[test]
    fn loads_come_out_in_the_order_they_were_read_whatever_the_workers() {
        for workers in [0, 1, 2, 7] {
            let mut kept = Kept::default();
            // Uneven work, so that later loads are finished before earlier ones.
            let work = |load: &mut u64| {
                let turns = if load.is_multiple_of(5) { 20_000 } else { 1 };
                for turn in 0..turns {
                    std::hint::black_box(turn);
                }
            };
            pipeline(layout(workers), up_to(500), work, &mut kept).unwrap();
            assert_eq!(kept.loads, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn ten_thousand_loads_go_through_in_the_memory_of_six() {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        struct Counted;
        impl Default for Counted {
            fn default() -> Self {
                MADE.fetch_add(1, Ordering::SeqCst);
                Counted
            }
        }
        struct Taken(usize);
        impl Ordered<Counted, ()> for Taken {
            fn take(&mut self, _: &mut Counted) -> Result<(), ()> {
                self.0 += 1;
                Ok(())
            }
            fn idle(&mut self) -> Result<(), ()> {
                Ok(())
            }
        }
        let mut left = 10_000;
        let read = move |_: &mut Counted| {
            left -= 1;
            Ok(left >= 0)
        };
        let mut taken = Taken(0);
        pipeline(layout(2), read, |_| {}, &mut taken).unwrap();
        assert_eq!((taken.0, MADE.load(Ordering::SeqCst)), (10_000, 6));
    }

    #[test]
    fn a_panic_in_a_worker_ends_the_run_and_names_the_load() {
        let mut kept = Kept::default();
        let work = |load: &mut u64| assert!(*load != 40, "made to fail");
        let done = pipeline(layout(3), up_to(100_000), work, &mut kept);
        assert_eq!(done, Err(Stopped::Panicked(40)));
        assert!(kept.loads.len() <= 40);
    }

    #[test]
    fn a_panic_in_the_reader_ends_the_run() {
        let mut kept = Kept::default();
        let read = |_: &mut u64| -> Result<bool, &'static str> { panic!("made to fail") };
        let done = pipeline(layout(2), read, |_| {}, &mut kept);
        assert_eq!(done, Err(Stopped::Panicked(0)));
    }

    #[test]
    fn what_was_read_before_a_reader_fails_is_written() {
        let mut kept = Kept::default();
        let mut good = up_to(10);
        let read = move |load: &mut u64| match good(load) {
            Ok(false) => Err("cut off"),
            more => more,
        };
        let done = pipeline(layout(2), read, |_| {}, &mut kept);
        assert_eq!(done, Err(Stopped::Reader("cut off")));
        assert_eq!(kept.loads.len(), 10);
    }

    #[test]
    fn a_writer_that_wants_no_more_does_not_wait_for_a_reader_that_waits() {
        let mut kept = Kept {
            stop_at: Some(1),
            ..Kept::default()
        };
        let released = Arc::new(Barrier::new(2));
        let (barrier, mut numbers) = (Arc::clone(&released), up_to(2));
        let read = move |load: &mut u64| {
            let more = numbers(load);
            if more == Ok(false) {
                // As a keyboard on which nobody types.
                barrier.wait();
            }
            more
        };
        let waits = Layout {
            workers: 1,
            input_waits: true,
        };
        let done = pipeline(waits, read, |_| {}, &mut kept);
        assert_eq!(done, Err(Stopped::Writer("enough")));
        assert_eq!(kept.loads, [0]);
        released.wait();
    }
}
