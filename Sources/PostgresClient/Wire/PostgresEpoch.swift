/// Converts between PostgreSQL's epoch, 2000-01-01, and the one of this module's numbers, 1970-01-01.
///
/// `infinity` and `-infinity` are the largest and the smallest number on both sides.
@usableFromInline
enum PostgresEpoch {
    @usableFromInline static let days: Int32 = 10_957
    @usableFromInline static let microseconds: Int64 = 946_684_800_000_000

    /// Days since 1970 of a date on the wire. Every date that the server can hold has one.
    @inlinable
    @inline(__always)
    static func unixDays(_ wire: Int32) -> Int32 {
        let (sum, overflow) = wire.addingReportingOverflow(days)
        return overflow || wire == .min ? wire : sum
    }

    /// Microseconds since 1970 of a timestamp on the wire; the largest number for those after the year 294246, which the
    /// server can hold and 64 bits from 1970 cannot.
    @inlinable
    @inline(__always)
    static func unixMicroseconds(_ wire: Int64) -> Int64 {
        if wire == .max || wire == .min { return wire }
        let (sum, overflow) = wire.addingReportingOverflow(microseconds)
        return overflow ? .max : sum
    }

    /// The wire's number for days since 1970. What the server cannot hold comes out as something that it refuses.
    @inlinable
    @inline(__always)
    static func wireDays(_ unix: Int32) -> Int32 {
        if unix == .max || unix == .min { return unix }
        let (difference, overflow) = unix.subtractingReportingOverflow(days)
        return overflow ? .min + 1 : difference
    }

    /// The wire's number for microseconds since 1970. What the server cannot hold comes out as something that it
    /// refuses.
    @inlinable
    @inline(__always)
    static func wireMicroseconds(_ unix: Int64) -> Int64 {
        if unix == .max || unix == .min { return unix }
        let (difference, overflow) = unix.subtractingReportingOverflow(microseconds)
        return overflow ? .min + 1 : difference
    }
}
