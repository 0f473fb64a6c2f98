/// A rectangle in CSS pixels; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The least x.
    pub left: f64,
    /// The least y.
    pub top: f64,
    /// The greatest x.
    pub right: f64,
    /// The greatest y.
    pub bottom: f64,
}

impl Rect {
    /// From left to right.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From top to bottom.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether a point lies in the rectangle or on its edge.
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The nearest point in the rectangle.
    pub fn clamp(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [x.max(self.left).min(self.right), y.max(self.top).min(self.bottom)]
    }

    /// The intersection of two rectangles; `None` where it is empty.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let shared = Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        };
        (shared.left < shared.right && shared.top < shared.bottom).then_some(shared)
    }

    /// The part of a segment that lies inside (Liang and Barsky 1984), with the slope of the whole segment; `None` where
    /// no part does, or where an end is not finite.
    pub fn clip(&self, from: [f64; 2], to: [f64; 2]) -> Option<[[f64; 2]; 2]> {
        if !from.into_iter().chain(to).all(f64::is_finite) {
            return None;
        }
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        // The range of the segment's parameter, within 0 to 1, that is inside all four edges. Each edge is given by the
        // speed towards it and the distance to it.
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (slope, distance) in [
            (-dx, from[0] - self.left),
            (dx, self.right - from[0]),
            (-dy, from[1] - self.top),
            (dy, self.bottom - from[1]),
        ] {
            if slope == 0.0 {
                if distance < 0.0 {
                    return None;
                }
            } else if slope < 0.0 {
                enter = enter.max(distance / slope);
            } else {
                leave = leave.min(distance / slope);
            }
        }
        if enter > leave {
            return None;
        }
        // The clamp removes the rounding error of ends that were far outside.
        let at = |part: f64| self.clamp([from[0] + part * dx, from[1] + part * dy]);
        let start = if enter == 0.0 { from } else { at(enter) };
        let end = if leave == 1.0 { to } else { at(leave) };
        Some([start, end])
    }

    /// The parts of a polyline that lie inside, one after the other. The line is interrupted at points that are not finite.
    pub fn clip_path(&self, points: impl IntoIterator<Item = [f64; 2]>, mut draw: impl FnMut(&[[f64; 2]])) {
        let mut run: Vec<[f64; 2]> = Vec::new();
        let mut flush = |run: &mut Vec<[f64; 2]>| {
            if run.len() > 1 {
                draw(run);
            }
            run.clear();
        };
        let mut before: Option<[f64; 2]> = None;
        for point in points {
            if let Some([start, end]) = before.and_then(|from| self.clip(from, point)) {
                if run.last() != Some(&start) {
                    flush(&mut run);
                    run.push(start);
                }
                run.push(end);
            } else {
                flush(&mut run);
            }
            before = Some(point);
        }
        flush(&mut run);
    }

    /// The part of a convex polygon that lies inside (Sutherland and Hodgman 1974); empty where no part does.
    pub(crate) fn clip_polygon(&self, polygon: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let mut shape = polygon.to_vec();
        // Each edge: the axis it cuts, the coordinate, and the side on which the inside lies.
        for (axis, edge, sign) in
            [(0, self.left, 1.0), (0, self.right, -1.0), (1, self.top, 1.0), (1, self.bottom, -1.0)]
        {
            let depth = |point: &[f64; 2]| sign * (point[axis] - edge);
            let mut cut = Vec::with_capacity(shape.len() + 1);
            for (from, to) in shape.iter().zip(shape.iter().cycle().skip(1)) {
                let (before, after) = (depth(from), depth(to));
                if before >= 0.0 {
                    cut.push(*from);
                }
                if (before < 0.0) != (after < 0.0) {
                    let part = before / (before - after);
                    cut.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]);
                }
            }
            shape = cut;
        }
        shape
    }
}
