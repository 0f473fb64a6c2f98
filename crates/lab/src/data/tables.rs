//! The data sets that are tables, row by row `[x, y]`.

/// The learner's question started with these two: sizes in 1000 sqft, prices in $1000s.
pub(super) const LAB: [[f32; 2]; 2] = [[1.0, 300.0], [2.0, 500.0]];

/// Fourteen houses scattered about price = 195 size + 107.
pub(super) const HOUSES: [[f32; 2]; 14] = [
    [0.7, 262.0],
    [0.9, 255.0],
    [1.0, 322.0],
    [1.2, 318.0],
    [1.4, 402.0],
    [1.5, 356.0],
    [1.7, 462.0],
    [1.8, 425.0],
    [2.0, 520.0],
    [2.2, 512.0],
    [2.4, 622.0],
    [2.5, 566.0],
    [2.8, 690.0],
    [3.0, 664.0],
];

/// price = 200 size, exactly.
pub(super) const ORIGIN: [[f32; 2]; 6] =
    [[0.5, 100.0], [1.0, 200.0], [1.5, 300.0], [2.0, 400.0], [2.5, 500.0], [3.0, 600.0]];

/// The prices mirror each other about the middle size: the best slope is exactly 0, and the best price 300.
pub(super) const FLAT: [[f32; 2]; 6] =
    [[0.5, 320.0], [1.0, 270.0], [1.5, 310.0], [2.0, 310.0], [2.5, 270.0], [3.0, 320.0]];

/// Seven houses near price = 195 size + 107, and one large house that was sold for 120.
pub(super) const OUTLIER: [[f32; 2]; 8] = [
    [0.7, 240.0],
    [1.0, 310.0],
    [1.3, 350.0],
    [1.6, 425.0],
    [2.0, 490.0],
    [2.3, 560.0],
    [2.6, 610.0],
    [2.9, 120.0],
];

/// The course lab's tumors: size, and whether malignant.
pub(super) const TUMOR: [[f32; 2]; 6] =
    [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 1.0], [4.0, 1.0], [5.0, 1.0]];

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973): four sets with the same means,
// variances and best line, y = 0.5 x + 3.
pub(super) const ANSCOMBE_X: [f32; 11] = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
pub(super) const ANSCOMBE_1: [f32; 11] = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
pub(super) const ANSCOMBE_2: [f32; 11] = [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74];
pub(super) const ANSCOMBE_3: [f32; 11] = [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73];
pub(super) const ANSCOMBE_4: [[f32; 2]; 11] = [
    [8.0, 6.58],
    [8.0, 5.76],
    [8.0, 7.71],
    [8.0, 8.84],
    [8.0, 8.47],
    [8.0, 7.04],
    [8.0, 5.25],
    [19.0, 12.5],
    [8.0, 5.56],
    [8.0, 7.91],
    [8.0, 6.89],
];
