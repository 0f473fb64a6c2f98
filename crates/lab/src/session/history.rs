//! The points of the loss curve: a run of any length in a fixed amount of memory.

/// `LANES` curves of the same run, of at most [`CAPACITY`] points each. When the curves are full, every second point is
/// dropped, and from then on only every second new point is kept. So the kept points depend on the run alone, never on
/// its pace. The curves share one count, because every update has to be counted.
#[derive(Clone, Debug)]
pub struct Curves<const LANES: usize> {
    points: [Vec<[f32; 2]>; LANES],
    /// One point in this many is kept; 0 before the first point.
    stride: u64,
    /// How many points to drop before the next one that is kept.
    skip: u64,
}

/// The most points of a curve: about one for each pixel of a wide screen.
pub const CAPACITY: usize = 2048;

impl<const LANES: usize> Default for Curves<LANES> {
    fn default() -> Self {
        Self { points: std::array::from_fn(|_| Vec::new()), stride: 0, skip: 0 }
    }
}

impl<const LANES: usize> Curves<LANES> {
    /// The kept points of one curve, in the order of the run.
    pub fn points(&self, lane: usize) -> &[[f32; 2]] {
        &self.points[lane]
    }

    /// Takes the next point of each curve. `points` is called only for points that are kept: this runs after every
    /// update, so most calls must only count.
    #[inline]
    pub fn push(&mut self, points: impl FnOnce() -> [[f32; 2]; LANES]) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.keep(points());
        }
    }

    /// How many of the next points will be dropped.
    pub fn rest(&self) -> u64 {
        self.skip
    }

    /// Counts this many dropped points.
    pub fn pass(&mut self, points: u64) {
        self.skip = self.skip.saturating_sub(points);
    }

    fn keep(&mut self, points: [[f32; 2]; LANES]) {
        if self.stride == 0 {
            // Allocate everything at once: later updates must not allocate.
            self.points.iter_mut().for_each(|lane| lane.reserve_exact(CAPACITY));
            self.stride = 1;
        }
        self.points.iter_mut().zip(points).for_each(|(lane, point)| lane.push(point));
        if self.points[0].len() == CAPACITY {
            for lane in &mut self.points {
                let mut index = 0;
                lane.retain(|_| {
                    index += 1;
                    index % 2 == 1
                });
            }
            self.stride *= 2;
            // The newest point was dropped too, so half of the new stride has passed since the last kept point.
            self.skip = self.stride / 2 - 1;
        } else {
            self.skip = self.stride - 1;
        }
    }

    /// Drops all points of the run.
    pub fn clear(&mut self) {
        self.points.iter_mut().for_each(Vec::clear);
        self.skip = 0;
        self.stride = self.stride.min(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_whole_run_in_a_fixed_room() {
        let mut curves = Curves::<2>::default();
        for i in 0..1_000_000u32 {
            curves.push(|| [[i as f32, 1.0], [1.0, i as f32]]);
        }
        let points = curves.points(0);
        assert!(points.len() <= CAPACITY && points.len() >= CAPACITY / 2);
        assert!(points.iter().zip(curves.points(1)).all(|(a, b)| a[0] == b[1]), "in step");
        let gap = points[1][0] - points[0][0];
        assert_eq!(points[0][0], 0.0);
        assert!(points.windows(2).all(|pair| pair[1][0] - pair[0][0] == gap), "evenly spread");
        assert!(points[points.len() - 1][0] > 998_000.0, "reaches the end");
    }
}
