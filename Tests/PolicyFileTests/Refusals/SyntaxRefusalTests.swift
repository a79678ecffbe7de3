import PolicyFile
import Testing
import YAMLFile

/// What a refusal of the YAML itself ends with.
private let hint = "check the indentation, brackets and quotes up to here"

/// What is not YAML, or no policy at all; and that no text whatever brings the reader down.
@Suite struct SyntaxRefusalTests {
    @Test(arguments: [
        ("timezone: UTC\n genesis: 2026-01\n", "2:9", "mapping values are not allowed in this context"),
        ("timezone: [UTC\n", "2:1", "while parsing a flow sequence from line 1, did not find expected ',' or ']'"),
        ("timezone: [UTC", "1:15", "while parsing a flow sequence from line 1, did not find expected ',' or ']'"),
        ("timezone: \"UTC\n", "2:1", "while scanning a quoted scalar from line 1, found unexpected end of stream"),
        (
            "timezone: UTC\n\tgenesis: 2026-01\n", "2:1",
            "while scanning a plain scalar from line 1, found a tab character that violates indentation"
        ),
        ("timezone: *zone\n", "1:11", "found undefined alias"),
        ("a: 1\n---\nb: 2\n", "2:1", "expected a single document in the stream, but found another document"),
        ("a: 1\nb\u{01}: 2\n", "2:2", "control characters are not allowed"),
        ("\u{01}", "1:1", "control characters are not allowed"),
    ])
    func noYAML(text: String, place: String, problem: String) {
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:\(place): this is not YAML: \(problem); \(hint)")
    }

    @Test(arguments: ["", "\n\n", "# nothing yet\n", "---\n", "---\n...\n", "null\n", "~"])
    func nothing(text: String) {
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml: the file holds no policy; \"remit policy default\" prints one to start from")
    }

    @Test(arguments: [("policy\n", "\"policy\""), ("- a\n- b\n", "a list"), ("\"\"\n", "\"\"")])
    func noMapping(text: String, shown: String) {
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:1:1: \(shown) is not a mapping; give the keys \"timezone\", \"genesis\", \"entries\"")
    }

    @Test func nestedWithoutEnd() {
        let refusal = Sample.refusal(of: "entries: " + String(repeating: "[", count: 100_000))
        #expect(refusal?.hasPrefix("policy.yaml:1:") == true)
    }

    /// An alias of aliases of aliases: small to write, too large to unfold.
    @Test func aliasesThatMultiply() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:1:1: the key \"a0\" is not known; "
                + "the keys here are \"timezone\", \"genesis\", \"entries\"")
        #expect(
            Sample.refusal(of: text + "b: 1\nb: 2\n")
                == "policy.yaml:43:1: b: the key \"b\" was given before, on line 42; keep one")
    }

    /// Every beginning of the sample is refused at a line that it has, the whole one apart.
    @Test func everyBeginning() {
        let characters = Array(Sample.text)
        for length in 0..<characters.count - 1 {
            expectPlace(in: String(characters[..<length]))
        }
        #expect(Sample.refusal(of: Sample.text) == nil)
    }

    /// Whatever one character becomes, the text is a policy or is refused at a line that it has.
    @Test(arguments: [UInt64(1), 2, 3])
    func anyOneCharacter(seed: UInt64) {
        var state = seed
        func random(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        let pool = Array("{}[],:&*#?|-<>=!%@\"'\\ \n\t0a~.é\u{0}\u{FEFF}\u{85}")
        let original = Array(Sample.text)
        for _ in 0..<300 {
            var characters = original
            characters[random(below: characters.count)] = pool[random(below: pool.count)]
            expectPlace(in: String(characters), seed: seed)
        }
    }

    private func expectPlace(in text: String, seed: UInt64 = 0) {
        do throws(YAMLFileError) {
            _ = try PolicyFile.parse(text, name: "policy.yaml")
        } catch {
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
            #expect(error.file == "policy.yaml", "seed \(seed)")
            #expect((error.place?.line ?? 1) <= lines, "\(error) of \(lines) lines, seed \(seed)")
        }
    }
}
