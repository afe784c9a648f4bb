//! Finds what `npm run build` made of `web/`, which is embedded in the binary. Without it the binary
//! has a page that says how to make one, so that building the indexer takes no Node.js.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Weir indexer</title>
<h1>This indexer was built without its page</h1>
<p>To have it, build the page first and the indexer again:</p>
<pre>cd indexer/web &amp;&amp; npm ci &amp;&amp; npm run build</pre>
<p>The data is all there: <a href=\"v1/status\">status</a>, <a href=\"v1/events\">events</a>,
<a href=\"v1/openapi.json\">description</a>.</p>
</html>
";

fn main() -> Result<(), Box<dyn Error>> {
    let built = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("web/dist");
    // A path that does not exist would have this run, and all be compiled, each time.
    fs::create_dir_all(&built)?;
    println!("cargo::rerun-if-changed=web/dist");
    let page = if built.join("index.html").exists() {
        built
    } else {
        let stand_in = PathBuf::from(env::var("OUT_DIR")?).join("page");
        fs::create_dir_all(&stand_in)?;
        fs::write(stand_in.join("index.html"), PLACEHOLDER)?;
        stand_in
    };
    println!("cargo::rustc-env=WEIR_PAGE={}", page.display());
    Ok(())
}
