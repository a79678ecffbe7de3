internal import Foundation

/// Who the server runs as: ourselves, or an unprivileged user where we are root, which PostgreSQL refuses.
enum ServerUser {
    /// The user that stands in for root.
    static let standIn = "postgres"

    static var isRoot: Bool { geteuid() == 0 }

    /// The command that runs a program as the server's user.
    static func command(_ program: URL, _ arguments: [String]) -> (program: URL, arguments: [String]) {
        guard isRoot else { return (program, arguments) }
        return (URL(filePath: "/usr/sbin/runuser"), ["-u", standIn, "--", program.path] + arguments)
    }

    /// Makes a folder that the server's user owns.
    static func makeFolder(_ folder: URL) throws(LocalServerError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
            guard isRoot else { return }
            guard let entry = unsafe getpwnam(standIn) else { throw LocalServerError.userMissing(standIn) }
            try FileManager.default.setAttributes(
                [.ownerAccountID: unsafe entry.pointee.pw_uid], ofItemAtPath: folder.path)
        } catch let error as LocalServerError {
            throw error
        } catch {
            throw .folder(folder.path, reason: error.localizedDescription)
        }
    }
}
