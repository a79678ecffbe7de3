import Demo
import ProgressText

extension Progress {
    private static let months = "months"
    private static let loading = "loading"

    /// Shows a step of a demo; those that are worth a line are noted.
    func take(_ step: DemoStep, months: Int) {
        switch step {
        case .loading(let rows): return advance(Progress.loading, by: Int64(rows))
        case .closing: return end(Progress.loading)
        case .started: begin(Progress.months, counting: .parts, expected: Int64(months))
        case .loaded, .paid, .putIn: break
        case .closed: advance(Progress.months, by: 1)
        case .stopping:
            end(Progress.loading)
            end(Progress.months)
        }
        Log.note(step.description)
    }
}
