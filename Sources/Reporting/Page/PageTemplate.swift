internal import Foundation
internal import Mustache
internal import YAMLFile

/// The template of a report's page: `page.mustache` in the report's folder, or the standard one that is part of the program.
///
/// Every value is escaped; only the parts that this module makes (`style`, `about`, `charts`, `table`) go in as they are, by
/// three braces. So no title and no name can become a tag, whatever a template does.
public struct PageTemplate: Sendable {
    /// What three braces may name.
    private static let made = ["style", "about", "charts", "table"]

    private let template: MustacheTemplate

    /// The template that ships with remit.
    static let standard = Result {
        try PageTemplate(String(decoding: PackageResources.standard_mustache, as: UTF8.self), file: "standard.mustache")
    }

    /// The template in a report's folder; nil if there is none.
    static func find(in folder: String) throws -> PageTemplate? {
        let path = "\(folder)/page.mustache"
        guard FileText.isThere(path) else { return nil }
        return try PageTemplate(try FileText.read(path, kind: "template"), file: path)
    }

    /// Reads a template.
    ///
    /// - Throws: ``ReportFault`` for what is no template, and for tags that would switch escaping off.
    init(_ text: String, file: String) throws {
        try PageTemplate.check(text, file)
        MarkupText.register
        do {
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(MarkupText.name)}}" + text)
        } catch let error as MustacheTemplate.ParserError {
            throw ReportFault(
                file: file, line: error.context.lineNumber, "this is no mustache template: \(error.error); mend the tag"
            )
        }
    }

    /// Fills the template.
    func page(of values: [String: Any]) -> String { template.render(values) }

    /// Refuses tags that put in what is not escaped, and those that change what tags look like.
    private static func check(_ text: String, _ file: String) throws {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let refuse = { (tag: String) in
                ReportFault(
                    file: file, line: index + 1,
                    "the tag \(tag.debugDescription) is not allowed, since it could put in what is not escaped; "
                        + "use two braces, or {{{\(made.joined(separator: "}}}, {{{"))}}}")
            }
            for piece in line.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
                let tag = piece.prefix { $0 != "}" }
                let word = tag.drop { $0 == " " }
                guard let sign = word.first else { continue }
                if "&=%>".contains(sign) { throw refuse("{{\(tag)") }
                if sign == "{", !made.contains(where: { tag == "{\($0)" }) { throw refuse("{{\(tag)") }
            }
        }
    }
}

/// Texts made fit for HTML, scalar by scalar: a mark that follows a quote makes one character with it, and is no shelter.
struct MarkupText: MustacheContentType {
    /// The name under which templates ask for it.
    static let name = "REMIT"
    /// Makes it known to the templates, once.
    static let register: Void = MustacheContentTypes.register(MarkupText(), named: name)

    func escapeText(_ text: String) -> String { MarkupText.escaped(text) }

    /// The text with what has a meaning in HTML written as entities, and control characters as `�`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
            }
        }
        return result
    }
}
