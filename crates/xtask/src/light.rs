//! The light WebAssembly that a first visit begins with: the page's own, less what no first visit runs
//! (docs/decisions/0009-a-light-first.md; www/js/light.js puts the whole one in its place).
//!
//! A rehearsal of that visit on an instrumented copy shows what runs. Everything else becomes a call of `miss`, and wasm-opt
//! removes what nothing leads to any more. Memory, functions' types and exports stay as they are, so the whole WebAssembly can go
//! on from the light one's memory.

mod coverage;

use std::fs;
use std::path::{Path, PathBuf};

use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, Global, GlobalId, GlobalKind, Module, ModuleConfig};

use crate::failure::{Failure, Result};
use crate::markup::{Tag, fingerprint};
use crate::optimise::optimise;
use crate::shell::{Tool, say};
use crate::workspace::{Workspace, create_folder, file_failure, read, write};

/// What a light WebAssembly imports besides what the whole one does: where it misses something.
const MISS: (&str, &str) = ("light", "miss");
/// What it exports besides: the stack's pointer. Below it nothing is worth keeping between two calls.
const STACK: &str = "stack";
/// What light.js needs of wasm-bindgen's JavaScript, by wasm-bindgen's own names.
const HANDED_OUT: [&str; 2] = ["__wbg_get_imports", "__wbg_finalize_init"];
/// Exports whose ways depend on what was asked for before, in more ways than a rehearsal can try: the memory's.
const WHOLE: [&str; 3] = ["__wbindgen_malloc", "__wbindgen_realloc", "__wbindgen_free"];
const THE_LESSON: &str = "www/lessons/meet-the-neuron.json";
const REHEARSAL: &str = "crates/xtask/src/light/rehearsal.mjs";

/// Adds the light WebAssembly to a built page and names it there.
pub(crate) fn add(workspace: &Workspace, site: &Path) -> Result<()> {
    say("rehearsing a first visit, for a light WebAssembly with what that runs (some seconds)");
    let index = site.join("index.html");
    let mut page = read(&index)?;
    let names = Names::read(&page)?;
    let (wasm, glue) = (bytes(&site.join(&names.wasm))?, read(&site.join(&names.glue))?);
    let marks = rehearse(workspace, &wasm, &glue)?;
    let light = workspace.target.join("light/light.wasm");
    write_bytes(&light, &cut(&wasm, &marks)?)?;
    // What the first pass frees lets the second find more: half a hundredth.
    optimise(workspace, &light, &["-O3", "-O3", "--strip-target-features"])?;
    let light = bytes(&light)?;
    // Not the name that Trunk gave by the content before: a browser may keep a file for ever.
    let glue = handed_out(&glue)?;
    let glue_name = format!("two-knobs-wasm-{}.js", fingerprint([glue.as_bytes()]));
    let light_name = format!("two-knobs-light-{}.wasm", fingerprint([&light[..]]));
    write_bytes(&site.join(&light_name), &light)?;
    remove(&site.join(&names.glue))?;
    write(&site.join(&glue_name), &glue)?;
    page = page.replace(&names.glue, &glue_name);
    write(&index, &named(&page, &names.wasm, &light_name)?)
}

/// The built files, by the page.
struct Names {
    glue: String,
    wasm: String,
}

impl Names {
    fn read(page: &str) -> Result<Self> {
        let app = Tag::all(page, "meta").into_iter().find(|tag| tag.attribute("name") == Some("app"));
        let name = |attribute| app.and_then(|tag| tag.attribute(attribute));
        match (name("content"), name("data-wasm")) {
            (Some(glue), Some(wasm)) => Ok(Self { glue: plain(glue), wasm: plain(wasm) }),
            _ => Err(Failure::new("The built page does not name its WebAssembly.")),
        }
    }
}

fn plain(address: &str) -> String {
    address.trim_start_matches("./").to_owned()
}

/// Runs a first visit under Node; answers a 1 or a 0 for each point of the WebAssembly.
fn rehearse(workspace: &Workspace, wasm: &[u8], glue: &str) -> Result<String> {
    let folder = workspace.target.join("light");
    let mut module = parse(wasm)?;
    // The rehearsal sees that these are between two calls what they were at first: so light.js need not hand them on.
    let states: Vec<_> = changing(&module).map(Global::id).collect();
    for (index, id) in states.into_iter().enumerate() {
        module.exports.add(&format!("state{index}"), id);
    }
    let points = coverage::instrument(&mut module);
    let (watched, module_glue) = (folder.join("watched.wasm"), folder.join("glue.mjs"));
    write_bytes(&watched, &module.emit_wasm())?;
    write(&module_glue, glue)?;
    let paths = [module_glue, watched, workspace.root.join(THE_LESSON)];
    let rehearsal =
        Tool::new("node").args([workspace.root.join(REHEARSAL)]).args(paths).args([points.to_string()]);
    rehearsal.output()
}

/// The WebAssembly without what the marks say never ran.
fn cut(wasm: &[u8], marks: &str) -> Result<Vec<u8>> {
    let mut module = parse(wasm)?;
    let stack = stack(&module)?;
    module.exports.add(STACK, stack);
    let nothing = module.types.add(&[], &[]);
    let (miss, _) = module.add_import_func(MISS.0, MISS.1, nothing);
    let whole = coverage::called_by(&module, &WHOLE);
    coverage::cut(&mut module, marks, miss, &whole)?;
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// The stack's pointer: of those globals that change, the one that starts next below all data. Below it nothing lasts.
fn stack(module: &Module) -> Result<GlobalId> {
    let number = |value: &ConstExpr| match value {
        ConstExpr::Value(Value::I32(number)) => Some(*number),
        _ => None,
    };
    let offsets = module.data.iter().filter_map(|data| match &data.kind {
        DataKind::Active { offset, .. } => number(offset),
        DataKind::Passive => None,
    });
    let lowest = offsets.min().unwrap_or(0);
    let starts = changing(module).filter_map(|global| match &global.kind {
        GlobalKind::Local(value) => {
            number(value).filter(|start| *start <= lowest).map(|start| (start, global.id()))
        }
        GlobalKind::Import(_) => None,
    });
    match starts.max() {
        Some((_, id)) => Ok(id),
        None => Err(Failure::new(
            "The page's WebAssembly has data below its stack: light.js would not hand on all of it.",
        )),
    }
}

fn changing(module: &Module) -> impl Iterator<Item = &Global> {
    module.globals.iter().filter(|global| global.mutable)
}

fn parse(wasm: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false).generate_name_section(false);
    config
        .parse(wasm)
        .map_err(|error| Failure::new(format!("The page's WebAssembly can't be read: {error:#}.")))
}

/// wasm-bindgen's JavaScript, which then hands out what light.js needs.
fn handed_out(glue: &str) -> Result<String> {
    for name in HANDED_OUT {
        if glue.matches(&format!("function {name}(")).count() != 1 {
            return Err(Failure::new(format!(
                "wasm-bindgen's JavaScript has no {name} any more, which light.js needs."
            )));
        }
    }
    Ok(format!("{glue}\nexport{{{}}};\n", HANDED_OUT.join(",")))
}

/// Names both in the page: early.js asks for the one that a visit begins with, so the page itself asks for none.
fn named(page: &str, whole: &str, light: &str) -> Result<String> {
    let find = |name: &str, is: &dyn Fn(&Tag<'_>) -> bool| Tag::all(page, name).into_iter().find(is);
    let early = find("script", &|tag| tag.attribute("data-folder").is_some());
    let asked = find("link", &|tag| tag.attribute("rel") == Some("preload") && tag.address() == Some(whole));
    let (Some(early), Some(asked)) = (early, asked) else {
        return Err(Failure::new("The built page has no early script, or does not ask for its WebAssembly."));
    };
    let with = early.0.replacen("<script", &format!("<script data-whole=./{whole} data-light=./{light}"), 1);
    Ok(page.replacen(asked.0, "", 1).replacen(early.0, &with, 1))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| file_failure("read", path, &error))
}

fn write_bytes(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    create_folder(path.parent().unwrap_or(path))?;
    fs::write(path, bytes).map_err(|error| file_failure("written", path, &error))
}

fn remove(path: &PathBuf) -> Result<()> {
    fs::remove_file(path).map_err(|error| file_failure("removed", path, &error))
}

#[cfg(test)]
mod tests {
    use walrus::ir::BinaryOp;
    use walrus::{FunctionBuilder, ValType};

    use super::*;

    /// `half(n)`: n / 2 where n is even, else a branch that calls `odd`.
    fn sample() -> Vec<u8> {
        let mut module = Module::default();
        let zero = ConstExpr::Value(Value::I32(0));
        module.globals.add_local(ValType::I32, true, false, zero);
        let mut odd = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        odd.func_body().i32_const(77);
        let odd = odd.finish(Vec::new(), &mut module.funcs);
        let n = module.locals.add(ValType::I32);
        let mut half = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        half.func_body().local_get(n).i32_const(1).binop(BinaryOp::I32And).if_else(
            ValType::I32,
            |then| {
                then.call(odd);
            },
            |otherwise| {
                otherwise.local_get(n).i32_const(2).binop(BinaryOp::I32DivU);
            },
        );
        let half = half.finish(vec![n], &mut module.funcs);
        module.exports.add("half", half);
        module.emit_wasm()
    }

    #[test]
    fn each_point_is_watched_by_an_export_of_its_own() {
        let mut module = parse(&sample()).unwrap();
        // Two bodies and two arms.
        assert_eq!(coverage::instrument(&mut module), 4);
        let exports: Vec<_> = module.exports.iter().map(|export| export.name.clone()).collect();
        assert_eq!(exports, ["half", "ran0", "ran1", "ran2", "ran3"]);
        assert!(parse(&module.emit_wasm()).is_ok(), "it is valid");
    }

    #[test]
    fn what_never_ran_misses_and_what_only_that_called_is_gone() {
        // In the order of emission: half with its arms, then odd.
        let functions = |marks| {
            let light = parse(&cut(&sample(), marks).unwrap()).unwrap();
            let imports: Vec<_> =
                light.imports.iter().map(|import| (import.module.clone(), import.name.clone())).collect();
            let exports = light.exports.iter().map(|export| export.name.clone()).collect::<Vec<_>>();
            assert_eq!(exports, ["half", "stack"]);
            (imports, light.funcs.iter_local().count())
        };
        let miss = vec![("light".to_owned(), "miss".to_owned())];
        let (imports, odd_ran) = functions("1111");
        assert_eq!((imports.len(), odd_ran), (0, 2), "nothing misses");
        let order = parse(&sample()).unwrap();
        let odd_is_first = order.funcs.iter_local().next().is_some_and(|(_, odd)| odd.args.is_empty());
        assert_eq!(functions(if odd_is_first { "0101" } else { "1010" }), (miss, 1));
    }

    #[test]
    fn marks_that_fit_another_module_are_refused() {
        for marks in ["111", "11111", "11x1", ""] {
            assert!(cut(&sample(), marks).is_err(), "{marks:?}");
        }
    }

    #[test]
    fn the_stack_lies_next_below_all_data() {
        let mut module = parse(&sample()).unwrap();
        let value = |number| ConstExpr::Value(Value::I32(number));
        let of_the_sample = stack(&module).unwrap();
        let nearer = module.globals.add_local(ValType::I32, true, false, value(1000));
        module.globals.add_local(ValType::I32, false, false, value(1010));
        module.globals.add_local(ValType::I32, true, false, value(2000));
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.data.add(DataKind::Active { memory, offset: value(1024) }, vec![1]);
        assert_eq!(stack(&module).unwrap(), nearer);
        module.data.add(DataKind::Active { memory, offset: value(512) }, vec![1]);
        assert_eq!(stack(&module).unwrap(), of_the_sample);
        module.data.add(DataKind::Active { memory, offset: value(-1) }, vec![1]);
        assert!(stack(&module).is_err());
    }

    #[test]
    fn the_javascript_hands_out_what_is_needed_or_says_what_is_gone() {
        let glue = "function __wbg_get_imports(){}function __wbg_finalize_init(i,m){}";
        assert_eq!(
            handed_out(glue),
            Ok(format!("{glue}\nexport{{__wbg_get_imports,__wbg_finalize_init}};\n"))
        );
        assert!(handed_out("function __wbg_get_imports(){}").is_err());
    }

    #[test]
    fn the_page_names_both_and_asks_for_none() {
        let page =
            "<script data-folder=js/>run()</script><link as=fetch href=./a_bg.wasm rel=preload><meta x>";
        assert_eq!(
            named(page, "a_bg.wasm", "l.wasm"),
            Ok("<script data-whole=./a_bg.wasm data-light=./l.wasm data-folder=js/>run()</script><meta x>"
                .to_owned())
        );
        assert!(named("<meta x>", "a_bg.wasm", "l.wasm").is_err());
    }
}
