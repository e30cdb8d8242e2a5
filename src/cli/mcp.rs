//! `archwise mcp`: serves the engine to programs that talk the Model Context Protocol, on standard input and
//! output.

mod answers;
mod desk;
mod outcome;
mod prompts;
mod resources;
mod server;
mod tools;
mod workspace;

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::{Context, Result};
use rmcp::ServiceExt;
use rmcp::transport::async_rw::AsyncRwTransport;

use super::args::McpArgs;
use super::errors;
use super::exit::Exit;
use crate::rulebook::Rulebook;
use desk::Desk;
use server::Server;
use workspace::Workspace;

/// The longest message that is read, in bytes; a longer one is dropped as one is that is no JSON, since
/// nobody knows what it asks. The greatest answers file fits in, also as a text in which much is escaped.
const MAX_MESSAGE: usize = 4 << 20;

/// Serves one client until it closes standard input.
pub(super) fn run(args: &McpArgs, rulebook: &'static Rulebook, rules: &[PathBuf]) -> Result<Exit> {
    let workspace = args.write.as_deref().map(Workspace::open).transpose()?;
    let here = std::env::current_dir().context("cannot tell the folder in which this was started")?;
    let server = Server::new(Desk::new(rulebook, rules.to_vec(), here, workspace));
    if std::io::stdin().is_terminal() {
        errors::say(
            "`archwise mcp` waits for the messages of an assistant, which starts it by itself.\n\
             Ctrl-D ends it; `archwise mcp --help` says how to set one up.",
        );
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start what waits for messages")?;
    runtime.block_on(serve(server))?;
    // A read of standard input that is still waited for would keep the process.
    runtime.shutdown_background();
    Ok(Exit::Done)
}

async fn serve(server: Server) -> Result<()> {
    let transport =
        AsyncRwTransport::new(tokio::io::stdin(), tokio::io::stdout()).with_max_line_length(MAX_MESSAGE);
    match server.serve(transport).await {
        Ok(service) => service.waiting().await.map(|_| ()).context("the talk broke off"),
        // Who closes the input before the first word has nothing to say.
        Err(error) if is_closed(&error) => Ok(()),
        Err(error) => Err(error).context("the client does not begin as the protocol wants it"),
    }
}

fn is_closed(error: &rmcp::service::ServerInitializeError) -> bool {
    matches!(error, rmcp::service::ServerInitializeError::ConnectionClosed(_))
}
