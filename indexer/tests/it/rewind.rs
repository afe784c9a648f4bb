//! Undoing blocks, compared row by row with an index that never had them.

use crate::{
    cluster::Database,
    history::{START, chain},
    process::Place,
    rows,
    store::{fill, go_on, writer},
};
use weir_indexer::{
    domain::Store,
    infra::storage::{self, Rewound},
};

async fn rewind(database: &Database, height: u64) -> Result<Rewound, String> {
    storage::rewind(&database.options(), height, |_| ()).await.map_err(|e| e.to_string())
}

#[tokio::test]
async fn what_is_left_is_what_an_index_has_that_never_came_further() {
    let blocks = chain(300);
    let whole = Database::create().await;
    fill(&whole, &blocks, 300).await;
    for height in [299, 250, 121, 13, START] {
        let (database, alone) = (Database::create().await, Database::create().await);
        fill(&database, &blocks, 137).await;
        assert_eq!(rewind(&database, height).await, Ok(Rewound { from: 300, to: height }));
        fill(&alone, &blocks[..=height as usize], 50).await;
        rows::assert_equal(&alone, &database).await;
        // It goes on from there as if nothing had been.
        go_on(&database, &blocks[height as usize + 1..], 40).await;
        rows::assert_equal(&whole, &database).await;
    }
}

#[tokio::test]
async fn tables_made_by_other_rules_are_made_by_these() {
    let (database, alone) = (Database::create().await, Database::create().await);
    fill(&database, &chain(120), 50).await;
    fill(&alone, &chain(100)[..=100], 50).await;
    database
        .run("update weir.derivation set fingerprint = 'older'; drop view weir.v_holders")
        .await;
    rewind(&database, 100).await.unwrap();
    rows::assert_equal(&alone, &database).await;
}

#[tokio::test]
async fn heights_that_make_no_sense_are_refused_in_words_and_change_nothing() {
    let (database, place) = (Database::create().await, Place::new());
    let said = |height: &str| {
        let output = place.run(&["rewind", height, "--database-url", database.url()]);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, words) = said("5");
    assert!(code == Some(1) && words.contains("no block"), "{words}");
    drop(writer(&database).await);
    let (code, words) = said("5");
    assert!(code == Some(1) && words.contains("no block"), "{words}");

    fill(&database, &chain(60), 50).await;
    let before = rows::all(&database).await;
    for (height, expected) in [
        ("61", "above the last one, 60"),
        ("18446744073709551615", "above the last one, 60"),
        ("6", "below the first one, 7"),
        ("0", "below the first one, 7"),
    ] {
        let (code, words) = said(height);
        assert!(code == Some(1) && words.contains(expected), "{height}: {words}");
    }
    for height in ["-1", "many", "18446744073709551616", ""] {
        let (code, words) = said(height);
        assert!(code == Some(2) && words.contains("HEIGHT"), "{height}: {words}");
    }
    let (code, words) = said("60");
    assert!(code == Some(0) && words.contains("nothing was undone"), "{words}");
    assert_eq!(rows::all(&database).await, before);
}

#[tokio::test]
async fn what_others_built_is_kept_or_the_undoing_refused() {
    let database = Database::create().await;
    fill(&database, &chain(60), 50).await;
    database
        .run("create view public.heights as select max(height) as last from weir.activity")
        .await;
    rewind(&database, 40).await.unwrap();
    assert!(database.value("select last from public.heights").await.parse::<u64>().unwrap() <= 40);
    database
        .run(
            "create table public.notes (height bigint, event_index int,
                 foreign key (height, event_index) references weir.transfers (height, event_index))",
        )
        .await;
    let before = rows::all(&database).await;
    let refusal = rewind(&database, 30).await.unwrap_err();
    assert!(refusal.contains("notes"), "{refusal}");
    assert_eq!(rows::all(&database).await, before);
    // The refusal leaves nothing behind that would be in the way.
    let cursor = writer(&database).await.cursor().await.unwrap();
    assert_eq!(cursor.map(|at| at.height), Some(40));
}
