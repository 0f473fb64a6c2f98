//! Points from whatever one can copy, and CSV out.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use two_knobs_core::data::Dataset;
use two_knobs_lab::paste::{read_points, text_of_points, write_points};
use two_knobs_lab::words::message::Value;

/// The two houses, however they are written.
fn houses() -> Dataset {
    Dataset::new(vec![1.5, 2.0], vec![300.0, 1500.0], 1, 1).unwrap()
}

#[test]
fn the_same_houses() {
    for text in [
        "1.5,300\n2,1500",
        "1.5,300\r\n2,1500\r\n",
        "1.5,300\r2,1500\r",
        "\u{feff}size,price\n1.5,300\n2,1500\n",
        "size (1000 sqft),price\n1.5,300\n2,1500\n",
        "size [1000 sqft],\"price, in $1000s\"\n\n1.5, 300\n2, 1500,\n\n",
        "x\ty\n1.5\t300\n2\t1500\n",
        "x\ty\n1,5\t300\n2\t1500\n",
        "1.5\t300\n2\t1,500\n",
        "x;y\n1,5;300\n2;1500\n",
        "1,5;300,0\n2,0;1.500,0\n",
        "1,5;300\n2;1 500\n",
        "1,5;300\n2;1\u{202f}500\n",
        "1.5;300\n2;1'500\n",
        "\"1,5\",\"300\"\n\"2\",\"1500\"\n",
        "1.5,300\n2,\"1,500\"\n",
        "1.5 300\n2 1500",
        "  1.5   3e2\n  +2.  1.5E+03  \n",
        "1,5 300\n2 1500",
        "# x y\n1.5 300\n2 1500",
        "\"a \"\"quoted\"\" name\nof two lines\",y\n1.5,300\n2,1500",
        "X = np.array([[1.5],[2.]])\nY = np.array([[300.],[1500.]])",
        "Y_train = np.array([300., 1500.])\nX_train = np.array([1.5, 2.0]).reshape(-1,1)",
        "array([[   1.5,  300. ],\n       [   2. , 1500. ]], dtype=float32)",
        "[[   1.5  300. ]\n [   2.  1500. ]]",
        "[[1.5, 300], [2, 1500]]",
        "[(1.5, 300), (2, 1500)]",
        "x = [1.5, 2]\ny = [300, 1500]",
        "{\"x\": [1.5, 2.0], \"y\": [300.0, 1500.0]}",
        "[{'x': 1.5, 'y': 300}, {'x': 2, 'y': 1500}]",
        "weight = [1.5, 2]\nprice = [300, 1500]",
        "epochs: 5\nweight: [1.5, 2], b: [300, 1500]",
    ] {
        assert_eq!(read_points(text), Ok(houses()), "{text:?}");
    }
}

#[test]
fn numbers() {
    let check = |text: &str, x: f32, y: f32| {
        assert_eq!(read_points(text).map(|data| (data.x[0], data.y[0])), Ok((x, y)), "{text:?}");
    };
    check("1,234,567.5\t2", 1_234_567.5, 2.0);
    check("1.234.567,5\t2", 1_234_567.5, 2.0);
    check("−1;-0", -1.0, 0.0);
    check("0.125;.25", 0.125, 0.25);
    check("0,125;1", 0.125, 1.0);
    check("1,500\t2", 1500.0, 2.0);
    check("1,500;2", 1.5, 2.0);
    check("1.500;2", 1.5, 2.0);
    check("1.500;2,5", 1500.0, 2.5);
}

#[test]
fn two_inputs() {
    let expected = Ok(Dataset::new(vec![0.0, 0.0, 0.0, 1.0], vec![1.0, 0.0], 2, 1).unwrap());
    assert_eq!(read_points("x1,x2,y\n0,0,1\n0,1,0"), expected);
    assert_eq!(read_points("[[0,0,1],[0,1,0]]"), expected);
    assert_eq!(read_points("X = np.array([[0,0],[0,1]]); Y = np.array([1,0])"), expected);
}

#[test]
fn what_cannot_be_read_is_named_by_its_line() {
    let check = |text: &str, key: &str, values: &[(&str, f64)]| {
        let message = read_points(text).unwrap_err();
        let numbers: Vec<_> = message.values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let expected: Vec<_> = values.iter().map(|(name, value)| (*name, Value::Number(*value))).collect();
        assert_eq!((message.key, numbers), (key, expected), "{text:?}");
    };
    check("", "paste.empty", &[]);
    check("\n \n", "paste.empty", &[]);
    check("size,price\n", "paste.empty", &[]);
    check("1,2\n3,EVIL\n", "paste.number", &[("line", 2.0), ("column", 2.0)]);
    check("x,y\n\n1,2\n,4\n", "paste.number", &[("line", 4.0), ("column", 1.0)]);
    check("1,2\n3,nan\n", "paste.number", &[("line", 2.0), ("column", 2.0)]);
    check("1,2\n3\n", "paste.columns", &[("line", 2.0), ("count", 1.0)]);
    check("1,2,3,4\n", "paste.columns", &[("line", 1.0), ("count", 4.0)]);
    check("1,2\n1,2,3\n", "paste.uneven", &[("line", 2.0), ("count", 3.0), ("expected", 2.0)]);
    check("1,2\n1e10,3\n", "paste.range", &[("line", 2.0), ("column", 1.0), ("max", 1e9)]);
    check("1;2\n1,5;2.5\n", "paste.decimal", &[("line", 2.0)]);
    check("1,2\n\"3,4\n", "paste.quote", &[("line", 2.0)]);
    check(&"1,2\n".repeat(10_001), "paste.tooMany", &[("limit", 10_000.0)]);
    check(&"1".repeat(1_000_001), "paste.long", &[("limit", 1_000_000.0)]);
    check("[[1, 2], [3]]", "read.rows", &[("array", 1.0)]);
    check("[[1, 2], [3, 4]", "read.unbalanced", &[("arrays", 0.0)]);
    check("[[1, 2], ..., [3, 4]]", "read.truncated", &[("array", 1.0)]);
    check("[1, 2]", "paste.arrays", &[]);
    check("[1] [2] [3]", "paste.arrays", &[]);
    check("[1, 2] [3]", "paste.arrayRows", &[("x", 2.0), ("y", 1.0)]);
    check("[[1, 2], [nan, 3]]", "paste.arrayRange", &[("row", 2.0), ("max", 1e9)]);
}

#[test]
fn pasted_points_take_the_place_of_others_whatever_network_looks_at_them() {
    for link in ["", "#data=tumor", "#layers=3:tanh,1&epoch=2", "#points=0,1,2;3,4,5&layers=3:tanh,1"] {
        for text in ["1,2\n3,4", "0,0,1\n0,1,0"] {
            let (mut session, _) = two_knobs_lab::Session::open("", link).unwrap();
            let points = read_points(text).unwrap();
            let said = text_of_points(&points);
            session.apply(&two_knobs_lab::Command::Set(said)).unwrap_or_else(|why| panic!("{link} {why:?}"));
            assert_eq!((session.data(), session.snapshot().training.epoch), (&points, 0.0), "{link}");
        }
    }
}

fn any_points() -> impl Strategy<Value = Dataset> {
    let number = prop_oneof![-1e9f32..1e9, -10f32..10.0, any::<i16>().prop_map(f32::from)];
    (1..=2usize, 1..40usize).prop_flat_map(move |(inputs, rows)| {
        let column = |count| proptest::collection::vec(number.clone(), count);
        (column(rows * inputs), column(rows)).prop_map(move |(x, y)| Dataset::new(x, y, inputs, 1).unwrap())
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(data in any_points(), header: bool) {
        let names = ["size, \"net\"", "rooms", "price"];
        let names = if header { &names[2 - data.inputs..] } else { &[] };
        let csv = write_points(&data, names);
        // -0 comes back as the ordinary zero, which is equal to it.
        prop_assert_eq!(read_points(&csv), Ok(data.clone()));
        let swap = |text: &str, pairs: [(char, &str); 2]| {
            text.chars().map(|c| pairs.iter().find(|(from, _)| *from == c).map_or(c.to_string(), |(_, to)| (*to).into())).collect::<String>()
        };
        let bare = write_points(&data, &[]);
        prop_assert_eq!(read_points(&swap(&bare, [(',', ";"), ('.', ",")])), Ok(data.clone()));
        prop_assert_eq!(read_points(&swap(&bare, [(',', "\t"), ('\n', "\r\n")])), Ok(data.clone()));
        prop_assert_eq!(read_points(&swap(&bare, [(',', "  "), ('\n', "\n\n")])), Ok(data));
    }

    #[test]
    fn any_text_is_points_or_a_message(text in any::<String>()) {
        if let Ok(data) = read_points(&text) {
            prop_assert!(data.x.iter().chain(&data.y).all(|value| value.abs() <= 1e9));
        }
    }

    #[test]
    fn any_text_of_table_marks(text in "[0-9xe.,;:'\"#\\[\\]()\t\r\n -]{0,60}") {
        if let Ok(data) = read_points(&text) {
            prop_assert!((1..=2).contains(&data.inputs));
        }
    }
}
