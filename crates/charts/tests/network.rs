//! A network's diagram as SVG.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod support;

use plotters::prelude::DrawingBackend;
use support::{check, dark, light, svg};
use two_knobs_charts::network::{self, LayerWeights, Layout, Network, Picture, Place, Shape};
use two_knobs_charts::{Error, Frame, Palette};

/// A network with made-up weights: a wave, so that all widths and both signs are there.
struct Made {
    inputs: usize,
    units: &'static [usize],
    kernels: Vec<Vec<f32>>,
    biases: Vec<Vec<f32>>,
    values: Vec<Vec<f32>>,
    columns: usize,
}

impl Made {
    fn new(inputs: usize, units: &'static [usize]) -> Self {
        let wave = |seed: usize, count: usize| -> Vec<f32> {
            (0..count).map(|at| ((at * 7 + seed * 3) as f32 * 0.61).sin()).collect()
        };
        let widths: Vec<usize> = [inputs].into_iter().chain(units.iter().copied()).collect();
        let kernels =
            widths.windows(2).enumerate().map(|(layer, pair)| wave(layer, pair[0] * pair[1])).collect();
        let biases = units.iter().enumerate().map(|(layer, &units)| wave(layer + 9, units)).collect();
        let (points, columns) = if inputs == 1 { (20, 0) } else { (64, 8) };
        let values = (0..widths.iter().sum()).map(|picture| wave(picture, points)).collect();
        Self { inputs, units, kernels, biases, values, columns }
    }

    fn layout(&self, [width, height]: [f64; 2]) -> Layout {
        Layout::new(width, height, &Shape { inputs: self.inputs, units: self.units, names: 64.0 })
    }

    fn draw<DB: DrawingBackend>(
        &self,
        backend: &mut DB,
        frame: &Frame<'_>,
        layout: &Layout,
        held: Place,
    ) -> Result<(), Error> {
        let kernels = self.kernels.iter().zip(&self.biases);
        let layers: Vec<_> = kernels.map(|(kernel, bias)| LayerWeights { kernel, bias }).collect();
        let picture = |values| Picture { values, columns: self.columns, low: -1.0, high: 1.0 };
        let pictures: Vec<_> = self.values.iter().map(|values| picture(values)).collect();
        let names = ["temperature", "time"].map(str::to_owned);
        let biases: Vec<String> =
            self.biases.iter().flatten().map(|bias| format!("= {bias:.2}").replace('-', "−")).collect();
        let network = Network {
            layout,
            names: &names,
            layers: &layers,
            pictures: &pictures,
            held,
            pointed: None,
            named: Some((held, "= 12.89")),
            biases: &biases,
        };
        network::marks(backend, frame, &network)
    }
}

fn snapshot(name: &str, made: &Made, size: [f64; 2], palette: &Palette, held: Place) {
    let layout = made.layout(size);
    let size = [layout.width, layout.height];
    check(name, size, palette, |backend, frame| made.draw(backend, frame, &layout, held));
}

#[test]
fn one_input_and_three_units() {
    let held = Place { layer: 0, input: 0, unit: 1 };
    snapshot("network-1-3-1", &Made::new(1, &[3, 1]), [480.0, 358.0], &light(), held);
}

#[test]
fn two_inputs_and_three_units_on_a_phone() {
    let held = Place { layer: 0, input: 0, unit: 2 };
    snapshot("network-2-3-1-phone", &Made::new(2, &[3, 1]), [360.0, 240.0], &dark(), held);
}

#[test]
fn three_layers_of_eight() {
    let held = Place { layer: 1, input: 2, unit: 5 };
    snapshot("network-2-8-8-8-1", &Made::new(2, &[8, 8, 8, 1]), [500.0, 358.0], &light(), held);
}

#[test]
fn six_layers_of_sixteen_are_drawn_larger_than_the_sheet() {
    let made = Made::new(2, &[16, 16, 16, 16, 16, 16, 1]);
    let layout = made.layout([505.0, 358.0]);
    assert!(layout.height > 358.0 && layout.width < 560.0, "{} {}", layout.width, layout.height);
    let held = Place { layer: 3, input: 2, unit: 5 };
    let drawn = svg([layout.width, layout.height], &light(), |backend, frame| {
        made.draw(backend, frame, &layout, held)
    });
    assert!(!drawn.unwrap().contains("NaN"));
}

#[test]
fn a_map_is_dark_where_the_output_is_high() {
    let picture = Picture { values: &[0.0, 1.0, 0.0, 1.0], columns: 2, low: 0.0, high: 1.0 };
    let pixels = network::shade(&picture, &light(), 4, 4).unwrap();
    assert_eq!(pixels.len(), 4 * 4 * 4);
    assert!(pixels[0] > 220 && pixels[12] < 190, "{} {}", pixels[0], pixels[12]);
    let none = Picture { columns: 3, ..picture };
    assert!(network::shade(&none, &light(), 4, 4).is_err());
}

#[test]
fn a_diagram_of_any_size_is_drawn_or_refused() {
    let held = Place { layer: 9, input: 9, unit: 9 };
    for made in [Made::new(1, &[3, 1]), Made::new(2, &[2, 3]), Made::new(2, &[64, 1])] {
        for width in (1..=300).step_by(23) {
            for height in (1..=300).step_by(23) {
                let layout = made.layout([f64::from(width), f64::from(height)]);
                let size = [layout.width, layout.height];
                let drawn = svg(size, &light(), |backend, frame| made.draw(backend, frame, &layout, held));
                assert!(!drawn.unwrap().contains("NaN"), "{width} {height}");
            }
        }
    }
}
