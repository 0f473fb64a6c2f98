//! The words in Python's printed text: which of them begin an array or a number, and which only stand beside one.

/// Whether `word` is `np.array`, `tf.Variable` or the like, whose first argument is one array.
pub(crate) fn is_array(word: &str) -> bool {
    let known =
        ["array", "asarray", "Array", "Variable", "Tensor", "constant", "convert_to_tensor", "tensor"];
    known.contains(&word.rsplit('.').next().unwrap_or(word))
}

/// Whether `word` is PyTorch's `tensor`, whose kernels have a row for each unit.
pub(crate) fn is_by_unit(word: &str) -> bool {
    word.rsplit('.').next() == Some("tensor")
}

/// Whether `word` is `np.float32` or the like, whose argument is one number.
pub(crate) fn is_scalar(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    ["float16", "float32", "float64", "int32", "int64", "float", "int"].contains(&last)
}

/// The number in a token, as NumPy, Python or JSON write it.
pub(crate) fn number(token: &str) -> Option<f32> {
    let token = token.replace('−', "-");
    let (sign, size) = match token.strip_prefix('-') {
        Some(size) => (-1.0, size),
        None => (1.0, token.strip_prefix('+').unwrap_or(&token)),
    };
    let name =
        ["np.", "numpy.", "math.", "jnp."].iter().find_map(|room| size.strip_prefix(room)).unwrap_or(size);
    match name {
        "inf" | "Infinity" | "Inf" => Some(sign * f32::INFINITY),
        "nan" | "NaN" => Some(f32::NAN),
        // A kernel holds f32, so a number is rounded to f32 once, from all its digits.
        _ if size.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            size.parse::<f32>().ok().map(|size| sign * size)
        }
        _ => None,
    }
}

/// The text without the marks that a notebook, a terminal, a mail or a comment puts before its lines: `Out[3]:`, `In
/// [3]:`, `>>>`, `...:`, `>`, `#`.
pub(crate) fn without_prompts(text: &str) -> String {
    let line = |mut line: &str| {
        while let Some(quoted) = ["> ", "# "].iter().find_map(|mark| line.strip_prefix(mark)) {
            line = quoted;
        }
        let trimmed = line.trim_start();
        let numbered = ["Out", "In"].iter().find_map(|word| {
            let rest = trimmed.strip_prefix(word)?.trim_start().strip_prefix('[')?;
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "* ".contains(c));
            rest.strip_prefix("]:")
        });
        let terminal = ["...:", ">>> "].iter().find_map(|prompt| trimmed.strip_prefix(prompt));
        // NumPy's own three dots, for numbers left out, are indented; a prompt's are not.
        numbered.or(terminal).or_else(|| line.strip_prefix("... ")).unwrap_or(line).to_owned()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
