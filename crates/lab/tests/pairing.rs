//! The output's activation and the loss: what does not go together is said, and each repair mends it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, open};
use two_knobs_lab::session::faults::{Fault, Repair};
use two_knobs_lab::spec::pairing::Mismatch::{self, *};
use two_knobs_lab::{Command, Session};

fn mismatch(session: &Session) -> Option<Mismatch> {
    session.snapshot().hints.iter().find_map(|hint| match hint.fault {
        Fault::Pairing(mismatch) => Some(mismatch),
        Fault::Training(_) => None,
    })
}

fn mend(session: &mut Session, repair: &Repair) {
    let command = match repair {
        Repair::Activation(name) => Command::SetActivation((*name).to_owned()),
        Repair::Loss(name) => Command::SetLoss((*name).to_owned()),
        other => unreachable!("{other:?}"),
    };
    apply(session, &command);
}

#[test]
fn what_does_not_go_together_is_said_and_each_repair_mends_it() {
    let rows = [
        ("#data=xor&layers=4:tanh,1:linear&loss=bce", Some(NeedsSigmoid)),
        ("#data=tumor&layers=1:relu&loss=bce", Some(NeedsSigmoid)),
        ("#data=xor&layers=4:tanh,1:softmax&loss=mse", Some(LoneSoftmax)),
        ("#data=blobs&layers=4:relu,4:sigmoid&loss=cce", Some(NeedsSoftmax)),
        ("#data=blobs&layers=4:relu,4:linear&loss=cce", Some(NeedsSoftmax)),
        ("#data=lab&layers=1:sigmoid&loss=mse", Some(OutOfReach)),
        ("#points=0,-1;1,1&layers=4:tanh,1:relu", Some(OutOfReach)),
        ("#data=xor&layers=4:tanh,1:sigmoid&loss=mse", Some(FlatLoss)),
        ("#data=lab", None),
        ("#data=xor", None),
        ("#data=blobs", None),
        ("#data=tumor", None),
        ("#data=spiral&layers=8:tanh,1:tanh&loss=mse", None),
    ];
    for (link, expected) in rows {
        let mut session = open(link);
        assert_eq!(mismatch(&session), expected, "{link}");
        let repairs: Vec<Repair> =
            session.snapshot().hints.first().map_or(Vec::new(), |hint| hint.repairs.clone());
        assert_eq!(repairs.is_empty(), expected.is_none(), "{link}");
        for repair in &repairs {
            mend(&mut session, repair);
            let after = mismatch(&session);
            assert!(after.is_none() || after == Some(FlatLoss), "{link} {repair:?}: {after:?}");
            apply(&mut session, Command::Undo);
            assert_eq!(mismatch(&session), expected, "{link}");
        }
    }
}
