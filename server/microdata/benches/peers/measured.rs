//! Time of a piece of work, on the wall and on the processor.
//!
//! Start at [`measured`]. Every part of the work has its own thread; processor time is what Linux
//! counts for those threads. What this module does not know: what is done.

use std::{
    fmt, fs, thread,
    time::{Duration, Instant},
};

/// What a piece of work took.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    wall: Duration,
    /// Of all threads together.
    cpu: Duration,
}

impl fmt::Display for Measured {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wall, cpu) = (self.wall.as_secs_f64(), self.cpu.as_secs_f64());
        write!(to, r#"{{"wall":{wall:.6},"cpu":{cpu:.6}}}"#)
    }
}

/// Does each part on a thread of its own and waits for all.
pub fn measured<P: Send, E: std::error::Error + Send + Sync + 'static>(
    parts: impl Iterator<Item = P>,
    work: impl Fn(P) -> Result<(), E> + Sync,
) -> Result<Measured, Box<dyn std::error::Error + Send + Sync>> {
    let work = &work;
    let started = Instant::now();
    let cpu = thread::scope(|scope| {
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || work(part).map(|()| on_cpu())))
            .collect();
        let mut sum = Duration::ZERO;
        for thread in threads {
            sum += thread
                .join()
                .map_err(|_| "a thread of the bench broke off")??;
        }
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(sum)
    })?;
    let wall = started.elapsed();
    Ok(Measured { wall, cpu })
}

/// Processor time of this thread so far; zero where the system does not tell.
fn on_cpu() -> Duration {
    // The system adds the running slice at the next switch: give way once to have it counted.
    thread::yield_now();
    let counted = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = counted
        .split(' ')
        .next()
        .and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}
