import Foundation

/// How progress is shown.
enum ProgressWay {
    /// Not at all.
    case silent
    /// As one line that is redrawn.
    case bar
    /// As lines of diagnostics, now and then.
    case lines

    /// What suits: nothing with `--quiet`, a redrawn line for a person who watches a terminal that can do it, lines
    /// otherwise. There is no colour in it, whatever `NO_COLOR` says.
    static var usual: ProgressWay {
        if Log.choice.isQuiet { return .silent }
        let canRedraw = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        return Log.choice.format == .text && canRedraw ? .bar : .lines
    }

    /// The same for work that prints its result as it goes: rows that run over a terminal show by themselves how far
    /// they have come.
    static var besideOutput: ProgressWay { isatty(STDOUT_FILENO) == 1 ? .silent : usual }
}

/// The terminal behind stderr.
enum Screen {
    /// How many columns it has now; 80 where nobody can tell.
    static var columns: Int {
        var size = winsize()
        let answer = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size)
        return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}
