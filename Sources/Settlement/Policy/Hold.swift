extension Policy {
    /// The first day on which what is held from a day is available (R10): a day `D` with
    /// `day + hold days ≤ D`, the hold days being those of the entry in force in the month of `D` (R3).
    public func availableDay(heldFrom day: Day) -> Day {
        for (index, entry) in entries.enumerated() {
            let held = day.adding(days: entry.payouts.holdDays)
            let first = index == 0 ? held : max(held, entry.effective.firstDay)
            guard index + 1 < entries.count, first >= entries[index + 1].effective.firstDay else { return first }
        }
        return day
    }
}
