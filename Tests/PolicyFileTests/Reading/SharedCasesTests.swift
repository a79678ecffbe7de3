import Foundation
import PolicyFile
import Settlement
import Testing

/// The policies of the worked cases beside the package.
@Suite struct SharedCasesTests {
    @Test(.enabled(if: !Places.casePolicies.isEmpty, "not run: there are no worked cases beside the package"))
    func everyPolicyOfTheWorkedCasesLoads() throws {
        for file in Places.casePolicies {
            let loaded = try PolicyFile.read(path: file.path)
            #expect(loaded.policy.entries[0].effective <= loaded.policy.genesis, "\(file.path)")
            #expect(loaded.policy.entries.allSatisfy { !$0.payouts.minimum.isEmpty }, "\(file.path)")
        }
    }
}
