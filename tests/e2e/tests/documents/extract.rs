//! The commands that the documents name.

use anyhow::Result;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Languages of blocks that people type into a shell. One that says nothing is taken for commands:
/// what a program prints is `text`.
const SHELLS: [&str; 4] = ["", "sh", "bash", "shell"];

/// What a document has people type.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    /// The document, from the root of the repository.
    pub(crate) document: String,
    /// The command, on one line.
    pub(crate) command: String,
}

/// The commands of a document: those in blocks, and those that its text names.
pub(crate) fn commands(document: &str, text: &str) -> (Vec<Typed>, Vec<Typed>) {
    let (mut blocks, mut named) = (Vec::new(), Vec::new());
    let typed = |command: String| Typed { document: document.to_owned(), command };
    let mut block = None::<String>;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if SHELLS.contains(&&*language) =>
            {
                block = Some(String::new());
            }
            Event::Text(part) => {
                if let Some(block) = &mut block {
                    block.push_str(&part);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                blocks.extend(lines(&block.take().unwrap_or_default()).into_iter().map(typed));
            }
            Event::Code(code) => named.push(typed(code.to_string())),
            _ => {}
        }
    }
    (blocks, named)
}

/// The commands of a shell's input: continued lines are one, comments are none.
fn lines(block: &str) -> Vec<String> {
    let joined = block.replace("\\\n", " ");
    let commands = joined.lines().map(|line| without_comment(line).trim().to_owned());
    commands.filter(|command| !command.is_empty()).collect()
}

fn without_comment(line: &str) -> &str {
    let (mut quote, mut before) = (None, ' ');
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') if before.is_whitespace() => return &line[..at],
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        before = c;
    }
    line
}

/// Every document of the repository, from its root; what was installed or built is none.
pub(crate) fn documents(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let hidden = name.starts_with('.');
            if path.is_dir() && !hidden && !["node_modules", "target", "dist"].contains(&&*name) {
                folders.push(path);
            } else if name.ends_with(".md") {
                found.push(path.strip_prefix(root)?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[test]
fn commands_are_found_in_blocks_and_in_text_without_comments() -> Result<()> {
    let text = "Say `weir status`.\n\n```sh\nweir mint 10 \\\n  --key //Eve   # ten '\necho '# no'\n\n# none\n```\n\n```text\nweir no\n```\n";
    let (blocks, named) = commands("x.md", text);
    let typed = |found: &[Typed]| found.iter().map(|t| t.command.clone()).collect::<Vec<_>>();
    anyhow::ensure!(typed(&blocks) == ["weir mint 10    --key //Eve", "echo '# no'"], "{blocks:?}");
    anyhow::ensure!(typed(&named) == ["weir status"], "{named:?}");
    anyhow::ensure!(typed(&commands("x.md", "```\nweir\n```\n").0) == ["weir"]);
    Ok(())
}
