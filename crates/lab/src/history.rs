//! The loss curve's memory: every update and epoch of a run in a fixed amount of room.

/// A curve of at most [`Curve::CAPACITY`] points, whatever the length of the run: when it is full, every second point
/// goes and from then on only every second one is kept. What is kept depends on the run alone, never on its pace.
#[derive(Clone, Debug, Default)]
pub struct Curve {
    points: Vec<[f32; 2]>,
    stride: u64,
    seen: u64,
}

impl Curve {
    /// Enough for one point a pixel on a wide screen.
    pub const CAPACITY: usize = 2048;

    /// The points kept, in the order they came.
    pub fn points(&self) -> &[[f32; 2]] {
        &self.points
    }

    /// Takes the next point of the run.
    pub fn push(&mut self, x: f32, y: f32) {
        if self.stride == 0 {
            // The whole room at once: steady training must not allocate.
            self.points.reserve_exact(Self::CAPACITY);
            self.stride = 1;
        }
        if self.seen.is_multiple_of(self.stride) {
            if self.points.len() == Self::CAPACITY {
                let mut index = 0;
                self.points.retain(|_| {
                    index += 1;
                    index % 2 == 1
                });
                self.stride *= 2;
            }
            if self.seen.is_multiple_of(self.stride) {
                self.points.push([x, y]);
            }
        }
        self.seen += 1;
    }

    /// Forgets the run.
    pub fn clear(&mut self) {
        self.points.clear();
        self.seen = 0;
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
            curve.push(i as f32, 1.0);
        }
        let points = curve.points();
        assert!(points.len() <= Curve::CAPACITY && points.len() >= Curve::CAPACITY / 2);
        let gap = points[1][0] - points[0][0];
        assert_eq!(points[0][0], 0.0);
        assert!(points.windows(2).all(|pair| pair[1][0] - pair[0][0] == gap), "evenly spread");
        assert!(points[points.len() - 1][0] > 998_000.0, "reaches the end");
    }
}
