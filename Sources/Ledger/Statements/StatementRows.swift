internal import Money
internal import PostgresClient
internal import Settlement
internal import Statements

/// What the rows of ``StatementQueries`` mean; the first column is the creator.
enum StatementRows {
    static func line(_ row: Row) throws -> BookedLine {
        guard let kind = LineKind(rawValue: try row[1].bytes().first ?? 0),
            let bucket = Bucket(rawValue: try row[2].bytes().first ?? 0)
        else { throw LedgerError.damaged("a line of the books has an unknown kind or bucket") }
        let line = Line(
            kind: kind, bucket: bucket, source: try row[3].optionalIdentifier(),
            content: try row[4].optionalIdentifier(), creator: try row[0].identifier(),
            currency: Currency(try row[5].text()), gross: try row[6].int64(), processing: try row[7].int64(),
            platform: try row[8].int64(), creatorPart: try row[9].int64(), payable: try row[10].bool(),
            late: try row[11].bool(), holdFrom: Day(number: try row[12].date()), soldAt: nil)
        return BookedLine(
            line: line, day: try row[13].optionalDate().map(Day.init(number:)), title: try row[14].optionalText(),
            bundle: try row[15].optionalText(), message: try row[16].optionalText(),
            reference: try row[17].optionalText())
    }

    static func share(_ row: Row) throws -> CountedReading {
        CountedReading(
            currency: Currency(try row[1].text()), content: try row[2].identifier(), title: try row[3].optionalText(),
            metrics: Metrics(
                time: try row[4].int64(), sessions: try row[5].int64(), concepts: try row[6].int64()),
            part: try row[7].int64())
    }

    static func leftOut(_ row: Row) throws -> LeftOutReading {
        LeftOutReading(
            currency: Currency(try row[1].text()), content: try row[2].identifier(), title: try row[3].optionalText(),
            rule: ExclusionRule(rawValue: try row[4].text()), rows: try row[5].int64(), seconds: try row[6].int64())
    }

    static func account(_ row: Row) throws -> AccountFacts {
        let outcome = try row[8].optionalText().flatMap(PayoutState.init).map { state in
            Outcome(
                state: state, cents: try row[9].int64(), reason: try row[10].optionalText().flatMap(RefusalReason.init),
                nextDate: try row[11].optionalDate().map(Day.init(number:)))
        }
        return AccountFacts(
            currency: Currency(try row[1].text()), opening: try row[2].int64(), closing: try row[3].int64(),
            later: try row[4].int64(), balance: try row[5].int64(), held: try row[6].int64(),
            available: try row[7].int64(), outcome: outcome)
    }

    static func payout(_ row: Row) throws -> PayoutRecord {
        PayoutRecord(
            id: try row[2].identifier(), currency: Currency(try row[1].text()), amount: try row[3].int64(),
            method: try row[4].optionalText(), accountEnding: try row[5].optionalText(),
            takenDay: Day(number: try row[6].date()), paidDay: try row[7].optionalDate().map(Day.init(number:)),
            backDay: try row[8].optionalDate().map(Day.init(number:)), reason: try row[9].optionalText())
    }
}
