//! What of a module runs: it is instrumented, what the rehearsal prints is read back, and what never ran is cut off.
//!
//! Within a sequence of instructions running goes forward only, so what never runs of it is its end. Running may begin to be
//! missing at the sequence's start and behind each instruction that may lead away: those are the points that are watched.

use std::collections::{BTreeMap, BTreeSet};

use walrus::ir::{self, Instr, InstrSeq, InstrSeqId, Visitor};
use walrus::{ConstExpr, FunctionId, FunctionKind, LocalFunction, Module, ValType};

use crate::failure::{Failure, Result};

/// The point behind so many instructions of a sequence.
type Point = (InstrSeqId, usize);

/// Gives each point an exported global, `ran0` and so on, that is set when running comes by; answers how many there are.
pub(super) fn instrument(module: &mut Module) -> usize {
    let mut count = 0;
    for id in local_functions(module) {
        let FunctionKind::Local(function) = &module.funcs.get(id).kind else { continue };
        let mut watched = Vec::new();
        for (seq, at) in points(function) {
            let zero = ConstExpr::Value(ir::Value::I32(0));
            let global = module.globals.add_local(ValType::I32, true, false, zero);
            module.exports.add(&format!("ran{count}"), global);
            watched.push((at, seq, global));
            count += 1;
        }
        // From the back: what is put in moves what follows.
        watched.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind else { continue };
        for (at, seq, global) in watched {
            let mut seq = function.builder_mut().instr_seq(seq);
            seq.instr_at(at, ir::GlobalSet { global });
            seq.instr_at(at, ir::Const { value: ir::Value::I32(1) });
        }
    }
    count
}

/// Puts a call of `miss`, which does not return, in place of all that never ran; `marks` has a 1 or a 0 for each point of this
/// module as it was before it was instrumented. What ran of some functions stays whole.
pub(super) fn cut(
    module: &mut Module,
    marks: &str,
    miss: FunctionId,
    whole: &BTreeSet<FunctionId>,
) -> Result<()> {
    let mut marks = marks.trim().chars();
    for id in local_functions(module) {
        let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind else { continue };
        let mut ends = BTreeMap::new();
        let mut ran = false;
        for (seq, at) in points(function) {
            match marks.next() {
                Some('1') => ran = true,
                Some('0') => drop(ends.entry(seq).or_insert(at)),
                _ => {
                    return Err(Failure::new(
                        "The rehearsal of a first visit watched fewer points than there are.",
                    ));
                }
            }
        }
        if ran && whole.contains(&id) {
            continue;
        }
        for (seq, at) in ends {
            function.block_mut(seq).instrs.truncate(at);
            function.builder_mut().instr_seq(seq).call(miss).unreachable();
        }
    }
    match marks.next() {
        None => Ok(()),
        Some(_) => Err(Failure::new("The rehearsal of a first visit watched more points than there are.")),
    }
}

/// The functions that some exports call, by whatever way.
pub(super) fn called_by(module: &Module, exports: &[&str]) -> BTreeSet<FunctionId> {
    struct Calls(Vec<FunctionId>);
    impl<'a> Visitor<'a> for Calls {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.0.push(*id);
        }
    }
    let mut calls = Calls(exports.iter().filter_map(|name| module.exports.get_func(name).ok()).collect());
    let mut called = BTreeSet::new();
    while let Some(id) = calls.0.pop() {
        if let (true, FunctionKind::Local(function)) = (called.insert(id), &module.funcs.get(id).kind) {
            ir::dfs_in_order(&mut calls, function, function.entry_block());
        }
    }
    called
}

fn local_functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter_local().map(|(id, _)| id).collect()
}

/// The points of a function, each sequence's in their order.
fn points(function: &LocalFunction) -> Vec<Point> {
    #[derive(Default)]
    struct Points(Vec<Point>);
    impl<'a> Visitor<'a> for Points {
        fn start_instr_seq(&mut self, seq: &'a InstrSeq) {
            self.0.push((seq.id(), 0));
            let last = seq.instrs.len().saturating_sub(1);
            for (index, (instr, _)) in seq.instrs.iter().take(last).enumerate() {
                if matches!(instr, Instr::Block(_) | Instr::Loop(_) | Instr::IfElse(_) | Instr::BrIf(_)) {
                    self.0.push((seq.id(), index + 1));
                }
            }
        }
    }
    let mut points = Points::default();
    ir::dfs_in_order(&mut points, function, function.entry_block());
    points.0
}
