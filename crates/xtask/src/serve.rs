//! `cargo xtask serve`: the page on this machine, rebuilt when a file changes.

use std::net::{Ipv4Addr, TcpListener};

use crate::cli::ServeOptions;
use crate::failure::{Failure, Result};
use crate::shell::say;
use crate::site;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, options: &ServeOptions) -> Result<()> {
    // Checked before the set-up, so that the failure comes at once and not after a build.
    ensure_port_is_free(options.port)?;
    let mut trunk = site::trunk(workspace, "serve", &workspace.target.join("serve"))?;
    trunk = trunk.args(["--port", &options.port.to_string()]);
    if options.open {
        trunk = trunk.args(["--open"]);
    }
    say(&format!(
        "building the page; then it is on http://127.0.0.1:{} until Ctrl+C (a changed file rebuilds it, reload to see it)",
        options.port
    ));
    trunk.become_it()
}

fn ensure_port_is_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::new(format!("Port {port} can't be used: {error}.")).run_by_hand(format!(
            "cargo xtask serve --port {}",
            if port < u16::MAX { port + 1 } else { 8080 }
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_names_the_next_one() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = ensure_port_is_free(port).unwrap_err().to_string();
        assert!(failure.starts_with(&format!("Port {port} can't be used: ")), "{failure}");
        assert!(failure.contains("cargo xtask serve --port "), "{failure}");
        drop(taken);
        assert_eq!(ensure_port_is_free(port), Ok(()));
    }
}
