//! The loss curve's memory: every update and epoch of a run in a fixed amount of room.

/// A curve of at most [`Curve::CAPACITY`] points, whatever the length of the run: when it is full, every second point
/// goes and from then on only every second one is kept. What is kept depends on the run alone, never on its pace.
#[derive(Clone, Debug, Default)]
pub struct Curve {
    points: Vec<[f32; 2]>,
    /// One point in so many is kept; 0 before the first.
    stride: u64,
    /// Points to let pass before the next that is kept.
    skip: u64,
}

impl Curve {
    /// Enough for one point a pixel on a wide screen.
    pub const CAPACITY: usize = 2048;

    /// The points kept, in the order they came.
    pub fn points(&self) -> &[[f32; 2]] {
        &self.points
    }

    /// Takes the next point of the run; `point` is asked only for those that are kept. Called after every update, so
    /// most calls do no more than count.
    #[inline]
    pub fn push(&mut self, point: impl FnOnce() -> [f32; 2]) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.keep(point());
        }
    }

    fn keep(&mut self, point: [f32; 2]) {
        if self.stride == 0 {
            // The whole room at once: steady training must not allocate.
            self.points.reserve_exact(Self::CAPACITY);
            self.stride = 1;
        }
        self.points.push(point);
        if self.points.len() == Self::CAPACITY {
            let mut index = 0;
            self.points.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.stride *= 2;
            // The last point went too: the one `stride` after the last kept is half way there.
            self.skip = self.stride / 2 - 1;
        } else {
            self.skip = self.stride - 1;
        }
    }

    /// Forgets the run.
    pub fn clear(&mut self) {
        self.points.clear();
        self.skip = 0;
        self.stride = self.stride.min(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_whole_run_in_a_fixed_room() {
        let mut curve = Curve::default();
        for i in 0..1_000_000u32 {
            curve.push(|| [i as f32, 1.0]);
        }
        let points = curve.points();
        assert!(points.len() <= Curve::CAPACITY && points.len() >= Curve::CAPACITY / 2);
        let gap = points[1][0] - points[0][0];
        assert_eq!(points[0][0], 0.0);
        assert!(points.windows(2).all(|pair| pair[1][0] - pair[0][0] == gap), "evenly spread");
        assert!(points[points.len() - 1][0] > 998_000.0, "reaches the end");
    }
}
