//! The learning rate's limit before training, and the offer after divergence.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, open};
use two_knobs_lab::session::snapshot::Status;
use two_knobs_lab::spec::limit::LimitKind::{AllRows, Diverges, Safe};
use two_knobs_lab::{Command, Session};

fn is_over(session: &Session) -> bool {
    matches!(session.snapshot().training.status, Status::NonFinite | Status::RateAboveLimit)
}

/// x = 0..200, y = 2 x.
fn long_line() -> String {
    let points: Vec<String> = (0..200).map(|x| format!("{x},{}", 2 * x)).collect();
    format!("#points={}", points.join(";"))
}

#[test]
fn the_limit_knows_momentum_prices_bias_and_batches() {
    let long = long_line();
    // Of [[mean x^2 + l2, mean x], [mean x, 1]], half the Hessian, the largest eigenvalue.
    let largest = |square: f64, middle: f64| {
        let (half, apart) = ((square + 1.0) / 2.0, (square - 1.0) / 2.0);
        half + (apart * apart + middle * middle).sqrt()
    };
    let two = largest(2.5, 1.5);
    for (hash, limit, kind) in [
        ("#points=0,0&l2=10", 0.1, Diverges),
        ("#points=1,300;2,500&l2=10", 0.078_787_1, Diverges),
        ("#points=1,300;2,500", 1.0 / two, Diverges),
        ("#points=1,300;2,500&l1=1", 1.0 / two, Diverges),
        ("#points=1,300;2,500&momentum=0.9", 1.9 / two, Diverges),
        ("#points=1,300;2,500&momentum=0.9&nesterov=1", 1.9 / 2.8 / two, Diverges),
        ("#points=1,300;2,500&nesterov=1", 1.0 / two, Diverges),
        ("#points=1,300;2,500&nobias=1", 0.4, Diverges),
        ("#points=1,300;2,500&nobias=1&l2=2.5&momentum=0.5", 1.5 / 5.0, Diverges),
        ("#points=1,300;2,500&lock=w", 1.0, Diverges),
        ("#points=1,300;2,500&lock=b", 0.4, Diverges),
        ("#points=1,300;2,500&batch=2", 1.0 / two, Diverges),
        ("#points=1,300;2,500&batch=1", 0.2, Safe),
        ("#points=1,300;2,500&batch=1&momentum=0.9", 1.9 / two, AllRows),
        (&format!("{long}&batch=1"), 1.0 / 39_602.0, Safe),
        (&format!("{long}&batch=1&shuffle=0"), 1.0 / 39_602.0, Safe),
        (&format!("{long}&batch=1&nobias=1"), 1.0 / 39_601.0, Safe),
        (&format!("{long}&batch=all"), 1.0 / largest(13_233.5, 99.5), Diverges),
        // 200 rows leave two for the last batch of three: 198 and 199.
        (&format!("{long}&batch=3"), 1.0 / largest(39_402.5, 198.5), Safe),
        (&format!("{long}&batch=100&shuffle=0"), 1.0 / largest(23_183.5, 149.5), Safe),
    ] {
        let training = open(hash).snapshot().training;
        let found = training.limit.unwrap();
        assert!((found / limit - 1.0).abs() < 1e-6, "{hash}: {found}, not {limit}");
        assert_eq!(training.limit_kind, kind, "{hash}");
    }
    for hash in ["#opt=adam", "#clip=1", "#loss=mae", "#data=tumor", "#lock=w,b", "#layers=2:linear,1:linear"]
    {
        assert_eq!(open(hash).snapshot().training.limit, None, "{hash}");
    }
    let mut session = open("#points=1,300;2,500");
    assert_eq!(apply(&mut session, Command::Freeze { w: true, b: false }).training.limit, Some(1.0));
}

/// Just below it training settles, just above it blows up: so it is the limit.
#[test]
fn the_limit_parts_what_settles_from_what_diverges() {
    for hash in [
        "#data=lab&momentum=0.5",
        "#data=lab&momentum=0.9",
        "#data=lab&momentum=0.9&nesterov=1",
        "#data=lab&momentum=0.5&nesterov=1&l2=1",
        "#data=lab&l2=10",
        "#data=lab&l2=1&nobias=1&momentum=0.9",
        "#data=houses&batch=all&l1=5",
        "#data=houses&batch=all&lock=b&momentum=0.2",
    ] {
        let limit = open(hash).snapshot().training.limit.unwrap();
        let run = |rate: f64| {
            let mut session = open(&format!("{hash}&w=5&b=5&lr={rate}"));
            session.advance(30_000);
            session
        };
        let below = run(0.97 * limit);
        assert!(
            !is_over(&below) && below.snapshot().loss <= open(&format!("{hash}&w=5&b=5")).snapshot().loss
        );
        assert!(is_over(&run(1.03 * limit)), "{hash}: above {limit}");
    }
}

/// Up to it no order of the batches diverges; a little above, the one given here does.
#[test]
fn any_batch_is_safe_up_to_its_limit() {
    let long = long_line();
    for (hash, sharp) in [
        (&format!("{long}&w=0&b=0&batch=1&shuffle=0")[..], 4.0),
        (&format!("{long}&w=0&b=0&batch=1")[..], 4.0),
        (&format!("{long}&w=0&b=0&batch=7&l2=3")[..], 9.0),
        ("#data=houses&batch=4&w=0&b=0", 3.0),
        ("#data=line&batch=1&w=9&b=9", 6.0),
    ] {
        let limit = open(hash).snapshot().training.limit.unwrap();
        for (share, safe) in [(0.999, true), (sharp, false)] {
            let mut session = open(&format!("{hash}&lr={}", share * limit));
            session.advance(40_000);
            assert_eq!(!is_over(&session), safe, "{hash} at {share} of {limit}");
        }
    }
}

#[test]
fn the_best_line_is_the_one_with_the_smallest_loss_shown() {
    let priced = open("#points=1,300;2,500&l2=10").snapshot();
    let best = priced.best.unwrap();
    assert!((best.w - 4.878_049).abs() < 1e-6 && (best.b - 392.682_927).abs() < 1e-6, "{best:?}");
    assert!((best.loss - 9_756.097_6).abs() < 1e-4, "{best:?}");
    for hash in [
        "#points=1,300;2,500&l2=10",
        "#points=1,300;2,500&l1=10",
        "#points=1,300;2,500&l1=1e5",
        "#points=1,300;2,500&l1=10&l2=0.1&nobias=1",
        "#points=1,-300;2,-500&l1=10&l2=0.1&scale=standard",
        "#data=sqft&l2=0.5&scale=standard&nobias=1",
        "#points=3,1;3,5&l2=1",
        "#data=houses&l1=20",
    ] {
        let best = open(hash).snapshot().best.unwrap();
        let at = |w: f64, b: f64| open(&format!("{hash}&w={w}&b={b}")).snapshot();
        let there = at(best.w, best.b);
        let sum = there.loss + there.penalty;
        assert!((sum - best.loss).abs() <= 1e-5 * best.loss, "{hash}: {sum} {}", best.loss);
        let size = best.w.abs().max(best.b.abs()).max(1.0);
        for [dw, db] in [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0], [1.0, -1.0]] {
            let off =
                at(best.w + 0.03 * size * dw, best.b + if there.b.off { 0.0 } else { 0.03 * size * db });
            let sum = off.loss + off.penalty;
            assert!(sum >= best.loss * (1.0 - 1e-6), "{hash}: {sum} below {}", best.loss);
        }
    }
}

/// The misses' mean square and the penalty are the loss.
#[test]
fn the_sum_under_the_loss_gives_the_loss() {
    let snapshot = open("#points=1,300;2,500&l2=10&w=4.878049&b=392.682927").snapshot();
    let square = snapshot.misses.iter().map(|miss| miss * miss).sum::<f64>() / 2.0;
    assert!((square - 9_518.144).abs() < 0.01, "{square}");
    assert!((snapshot.penalty - 237.953_6).abs() < 1e-3, "{}", snapshot.penalty);
    assert!((snapshot.loss - square).abs() < 0.01, "{}", snapshot.loss);
    assert!((snapshot.loss + snapshot.penalty - 9_756.097_6).abs() < 0.01);
    assert_eq!(open("#w=4&b=2").snapshot().penalty, 0.0);
    let r2 = 1.0 - square / 10_000.0;
    assert!((snapshot.r2.unwrap() - r2).abs() < 1e-5, "R² is of the misses alone");
    let network = open("#data=spiral&l1=0.1&l2=1").snapshot();
    let free = open("#data=spiral").snapshot();
    assert!(network.penalty > 0.0);
    assert_eq!(network.loss, free.loss, "the data's loss alone");
}

#[test]
fn l2_alone_can_blow_a_weight_up() {
    let mut session = open("#points=0,0&w=1&b=0&lr=0.3&l2=10&batch=all");
    let steps: Vec<f64> = (0..4).map(|_| apply(&mut session, Command::Step).w.value.round()).collect();
    assert_eq!(steps, [-5.0, 25.0, -125.0, 625.0]);
}

/// Rates that blow up, and the offer that repairs each: taken, it does not diverge and lowers the loss.
#[test]
fn an_offered_rate_helps() {
    let long = long_line();
    let cases = [
        "#data=lab&momentum=0.9&lr=1",
        "#data=lab&momentum=0.99&lr=1",
        "#data=houses&l2=1&lr=0.5",
        "#data=houses&l2=10&lr=0.3",
        "#data=houses&momentum=0.9&lr=0.3",
        "#data=houses&momentum=0.99&lr=0.3&batch=1",
        "#data=sqft&momentum=0.9&lr=0.01",
        "#data=sqft&l2=1&lr=0.01",
        "#data=sqft&nobias=1&lr=0.01",
        "#data=line&momentum=0.9&lr=1&batch=1",
        "#data=line&momentum=0.99&nesterov=1&lr=2&batch=1",
        &format!("{long}&w=0&b=0&lr=0.01"),
        &format!("{long}&w=0&b=0&momentum=0.9&lr=0.01&batch=1"),
        &format!("{long}&w=0&b=0&momentum=0.99&lr=0.01&batch=1&shuffle=0"),
        &format!("{long}&w=0&b=0&l2=1&lr=0.01&batch=1"),
        &format!("{long}&w=0&b=0&l2=10&lr=0.01"),
        &format!("{long}&w=0&b=0&nobias=1&lr=0.01&batch=1"),
        &format!("{long}&w=0&b=0&batch=1&shuffle=0&lr=0.00005"),
        "#points=0,0&w=1&b=0&lr=0.3&l2=10&batch=all",
        "#points=1,300;2,500&l2=10&lr=0.1",
        "#data=sine&lr=5",
        "#data=spiral&l2=10&lr=1",
        "#data=plane&momentum=0.9&lr=10",
    ];
    for hash in cases {
        let mut session = open(hash);
        let before = session.snapshot();
        assert_eq!(before.training.advice, None, "{hash}");
        session.advance(200_000);
        assert!(is_over(&session), "{hash} does not diverge");
        let advice = session.snapshot().training.advice.unwrap();
        let rate = advice.rate.unwrap_or_else(|| panic!("{hash}: {advice:?}"));
        assert!(rate < before.training.learning_rate, "{hash}: {rate}");
        // As the card does it.
        apply(&mut session, Command::SetLearningRate(rate));
        assert_eq!(apply(&mut session, Command::Reset).training.advice, None, "{hash}");
        session.advance(20_000);
        let after = session.snapshot();
        assert!(!is_over(&session), "{hash}: {rate} diverges");
        let [before, after] = [before, after].map(|snapshot| snapshot.loss + snapshot.penalty);
        assert!(after < before, "{hash}: {rate} leads from {before} to {after}");
    }
}

#[test]
fn scaling_is_offered_where_it_helps_and_what_else_would() {
    let mut lesson = open("#data=sqft&lr=0.1");
    lesson.advance(100);
    assert_eq!(lesson.snapshot().training.advice.unwrap().rate, Some(1e-7), "as a link without a rate means");
    for (hash, rate, scale, less) in [
        ("#data=sqft&lr=0.1", true, true, None),
        ("#lr=0.5&scale=standard&lr=5", true, false, None),
        // No rate that can be set is small enough for these.
        ("#points=0,0;1e8,1&w=1&b=0&lr=0.1", false, true, None),
    ] {
        let mut session = open(hash);
        session.advance(10_000);
        assert!(is_over(&session), "{hash}");
        let advice = session.snapshot().training.advice.unwrap();
        let told = (advice.rate.is_some(), advice.scale, advice.less.is_some());
        assert_eq!(told, (rate, scale, Option::<()>::is_some(&less)), "{hash}: {advice:?}");
        if scale {
            let before = open(hash).snapshot().loss;
            apply(&mut session, Command::Reset);
            apply(&mut session, Command::SetScale(true));
            session.advance(20_000);
            assert!(!is_over(&session) && session.snapshot().loss < before, "{hash}");
        }
    }
}
