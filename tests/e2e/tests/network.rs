//! The bad network of the other tests is as bad as it says, and no worse.

use anyhow::{Result, ensure};
use std::{
    io::{ErrorKind, Read, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};
use weir_e2e::{Proxy, Target};

/// A server that says what it hears.
fn echo() -> Result<Target> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let (mut from, mut to) = (stream.try_clone()?, stream);
                std::io::copy(&mut from, &mut to)
            });
        }
    });
    Ok(Target::Port(port))
}

fn connect(proxy: &Proxy) -> Result<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", proxy.port()))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    Ok(stream)
}

fn answer(stream: &mut TcpStream, question: &[u8]) -> Result<Vec<u8>> {
    stream.write_all(question)?;
    let mut answer = vec![0; question.len()];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}

#[test]
fn in_fair_weather_everything_passes_unchanged_and_in_order() -> Result<()> {
    let proxy = Proxy::to(echo()?)?;
    let mut stream = connect(&proxy)?;
    let much: Vec<u8> = (0..1_000_000u32).flat_map(u32::to_le_bytes).collect();
    let (mut writer, sent) = (stream.try_clone()?, much.clone());
    let writing = thread::spawn(move || writer.write_all(&sent));
    let mut heard = vec![0; much.len()];
    stream.read_exact(&mut heard)?;
    ensure!(writing.join().is_ok_and(|written| written.is_ok()) && heard == much);
    ensure!(proxy.bytes() == much.len() as u64 && proxy.connections() == 1);
    Ok(())
}

#[test]
fn latency_is_added_to_a_round_trip_and_not_to_each_of_many_on_their_way() -> Result<()> {
    let proxy = Proxy::to(echo()?)?;
    proxy.latency(Duration::from_millis(200));
    let mut stream = connect(&proxy)?;
    let begun = Instant::now();
    for _ in 0..50 {
        stream.write_all(b"question")?;
    }
    let mut heard = [0; 50 * 8];
    stream.read_exact(&mut heard)?;
    let took = begun.elapsed();
    ensure!(took >= Duration::from_millis(200), "{took:?}");
    ensure!(took < Duration::from_millis(200 * 50 / 2), "one after the other: {took:?}");
    Ok(())
}

#[test]
fn silence_holds_back_and_loses_nothing() -> Result<()> {
    let proxy = Proxy::to(echo()?)?;
    let mut stream = connect(&proxy)?;
    answer(&mut stream, b"before")?;
    proxy.silence();
    stream.write_all(b"during")?;
    let mut late = connect(&proxy)?;
    late.write_all(b"late")?;
    stream.set_read_timeout(Some(Duration::from_millis(100)))?;
    let heard = stream.read(&mut [0; 1]);
    ensure!(heard.is_err_and(|e| matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)));
    proxy.resume();
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut heard = [0; 6];
    stream.read_exact(&mut heard)?;
    ensure!(&heard == b"during");
    let mut heard = [0; 4];
    late.read_exact(&mut heard)?;
    ensure!(&heard == b"late");
    Ok(())
}

#[test]
fn a_truncated_answer_ends_in_its_middle_and_the_next_connection_is_whole() -> Result<()> {
    let proxy = Proxy::to(echo()?)?;
    let mut stream = connect(&proxy)?;
    proxy.truncate_after(7);
    stream.write_all(b"0123456789")?;
    let mut heard = Vec::new();
    // Whether the end is orderly or not is the system's business.
    let _ = stream.read_to_end(&mut heard);
    ensure!(heard == b"0123456", "{heard:?}");
    ensure!(proxy.truncations() == 1);
    ensure!(answer(&mut connect(&proxy)?, b"0123456789")? == b"0123456789");
    Ok(())
}

#[test]
fn a_cut_ends_every_connection_and_a_redirection_leads_elsewhere() -> Result<()> {
    let proxy = Proxy::to(echo()?)?;
    let mut streams = [connect(&proxy)?, connect(&proxy)?];
    for stream in &mut streams {
        answer(stream, b"hello")?;
    }
    proxy.cut();
    for stream in &mut streams {
        ensure!(stream.read(&mut [0; 1]).is_ok_and(|read| read == 0));
    }
    proxy.refuse(true);
    ensure!(answer(&mut connect(&proxy)?, b"hello").is_err());
    proxy.refuse(false);

    let deaf = TcpListener::bind("127.0.0.1:0")?;
    proxy.redirect(Target::Port(deaf.local_addr()?.port()));
    let mut stream = connect(&proxy)?;
    stream.write_all(b"hello")?;
    let mut heard = [0; 5];
    deaf.accept()?.0.read_exact(&mut heard)?;
    ensure!(&heard == b"hello");
    Ok(())
}
