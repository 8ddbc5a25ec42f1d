//! The pages of a report beside the editor 预览: anew at each save, with what is wrong beside them.
//!
//! [`Preview`] is a server for one report on this machine. It makes the pages with the press that makes the files, as SVG
//! with real text, and sends those that changed; a click on a character leads to the line of the report file. Nobody
//! else can read it: it listens on 127.0.0.1, and whoever asks has to have the key that its address carries.
//! [`Watch`] waits for changes of files, for other programs that go on while somebody writes.

mod editor;
mod input;
mod key;
mod last;
mod make;
mod options;
mod places;
mod published;
mod running;
mod server;
mod shown;
mod watch;
mod work;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use tokio::sync::Notify;

use key::Key;
pub use options::{MakePress, Options};
use published::Published;
pub use running::Running;
pub use watch::{Waker, Watch, Woken};

/// A preview, ready to serve.
pub struct Preview {
    listener: TcpListener,
    key: Key,
    options: Options,
}

/// Ends a [`Preview`] from another thread.
#[derive(Clone, Default)]
pub struct Stop(Arc<Notify>);

impl Stop {
    /// Ends it. One that does not run yet ends as soon as it does.
    pub fn stop(&self) {
        self.0.notify_one();
    }
}

impl Preview {
    /// Takes the port. Nobody but this machine can reach it.
    ///
    /// # Errors
    /// [`io::ErrorKind::AddrInUse`] when the port is taken; what the system says of others.
    pub fn bind(options: Options) -> io::Result<Preview> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let key = Key::new(listener.local_addr()?.port())?;
        Ok(Preview { listener, key, options })
    }

    /// The address to open, with its key.
    pub fn address(&self) -> String {
        self.key.address()
    }

    /// Serves until it is stopped. `ready` is called when the first pages are made, or what is wrong is known.
    ///
    /// # Errors
    /// What the system says when the server cannot run.
    pub fn run(self, stop: Stop, ready: impl FnOnce(&str)) -> io::Result<()> {
        let Preview { listener, key, options } = self;
        let (report, editor) = (options.report.clone(), options.editor.clone());
        let watch = Watch::new(options.poll);
        let waker = watch.waker();
        let (published, _) = tokio::sync::watch::channel(Published::default());
        let shared = server::Shared {
            key: key.clone(),
            published: published.clone(),
            waker: waker.clone(),
            report: std::path::absolute(&report).unwrap_or(report).into(),
            editor: editor.map(Into::into),
        };
        let work = work::Work::new(options, watch, published);
        let worker = std::thread::Builder::new().name("pages".to_owned()).spawn(move || work.run())?;
        let notice = running::Notice::put_up(&shared.report, &key.address());
        ready(&key.address());
        let served = server::block_on(async move {
            if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                server::serve(listener, shared, stop.0).await;
            }
        });
        drop(notice);
        waker.stop();
        // It has nothing to lose.
        let _ = worker.join();
        served
    }
}

/// Opens an address in the browser of whoever sits here.
///
/// # Errors
/// When there is none.
pub fn open_browser(address: &str) -> io::Result<()> {
    open::that_detached(address)
}
