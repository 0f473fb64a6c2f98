//! Files that the learner can save.

use crate::session::Session;
use crate::words::text::number;

impl Session {
    /// The text of the file with this name: `points.csv` (the data) or `history.csv` (the run's loss, epoch by epoch,
    /// as Keras's `History` holds it). `None` for other names.
    pub fn file(&self, name: &str) -> Option<String> {
        match name {
            "points.csv" => Some(self.points_csv()),
            "history.csv" => Some(self.history_csv()),
            _ => None,
        }
    }

    fn points_csv(&self) -> String {
        let data = self.data();
        let header = if data.inputs == 1 { "x,y".into() } else { header(data.inputs) };
        let row = |(x, y): (&[f32], &f32)| {
            x.iter().chain([y]).map(|value| number(*value)).collect::<Vec<_>>().join(",")
        };
        let rows = data.x.chunks(data.inputs).zip(&data.y).map(row);
        [header].into_iter().chain(rows).collect::<Vec<_>>().join("\n") + "\n"
    }

    /// Of a long run, only the epochs that the loss curve keeps.
    fn history_csv(&self) -> String {
        let epochs = self.run.epochs().iter().map(|[place, loss]| {
            let middle = 0.5 - 0.5 / self.batches_per_epoch() as f64;
            let epoch = (f64::from(*place) + 1.0 - middle).round();
            format!("{epoch},{}\n", number(*loss))
        });
        ["epoch,loss\n".to_owned()].into_iter().chain(epochs).collect()
    }
}

fn header(inputs: usize) -> String {
    let names = (1..=inputs).map(|index| format!("x{index}"));
    names.chain(["y".to_owned()]).collect::<Vec<_>>().join(",")
}
