package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.ONE_BACKEND;
import static dev.dowser.config.loading.Configs.faults;
import static dev.dowser.config.loading.Configs.parse;
import static dev.dowser.config.loading.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused by name, and what is only warned about: exactly one finding each. */
class RefusalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "incomingAuth: { type: oidc }|incomingAuth.type: \"oidc\" is not built yet",
        "incomingAuth: { type: local }|incomingAuth.type: \"local\" is not built yet",
        "incomingAuth: { type: apiKey }|incomingAuth.type: \"apiKey\" is not built yet",
        "incomingAuth: { type: none }|incomingAuth.type: expected anonymous",
        "incomingAuth: { oidc: { issuer: x }, type: anonymous }|incomingAuth.oidc: is not built yet",
        "incomingAuth: { type: anonymous, authz: { type: cedar } }|incomingAuth.authz.type: \"cedar\" is",
        "incomingAuth: {authz: {type: none, policies: [a]}, type: anonymous}|incomingAuth.authz.policies",
        "incomingAuth: x|incomingAuth: expected a mapping",
        "outgoingAuth: { source: discovered }|outgoingAuth.source: \"discovered\" is not built yet",
        "outgoingAuth: { default: { type: token_exchange, tokenUrl: x } }|outgoingAuth.default.type:",
        "outgoingAuth: { backends: { files: { type: header_injection, headerName: A } } }|outgoingAuth.backends.files.type: \"header_injection\" is",
        "outgoingAuth: { default: { type: magic } }|outgoingAuth.default.type: expected unauthenticated",
        "aggregation: { conflictResolution: priority }|aggregation.conflictResolution: priority needs conflictResolutionConfig.priorityOrder",
        "aggregation: { conflictResolution: priority, conflictResolutionConfig: { priorityOrder: [files, files] } }|aggregation.conflictResolutionConfig.priorityOrder[1]: \"files\" stands in the order already",
        "aggregation: { conflictResolution: priority, conflictResolutionConfig: { priorityOrdre: [files] } }|aggregation.conflictResolutionConfig.priorityOrdre: unknown key; did you mean \"priorityOrder\"?",
        "aggregation: { conflictResolution: priority, conflictResolutionConfig: { priorityOrder: files } }|aggregation.conflictResolutionConfig.priorityOrder: expected a list",
        "aggregation: { conflictResolution: priority, conflictResolutionConfig: { priorityOrder: [files] }, defaultToolVisibility: deny }|aggregation.defaultToolVisibility: deny hides the tools of \"files\"",
        "aggregation: { conflictResolution: perfix }|aggregation.conflictResolution: expected one of prefix, priority, manual, auto, got \"perfix\"",
        "aggregation: { conflictResolutionConfig: { prefixFormat: 'x_' } }|aggregation.conflictResolutionConfig.prefixFormat: expected a prefix",
        "aggregation: { conflictResolutionConfig: { prefixFormat: '{workload}{tool}' } }|aggregation.conflictResolutionConfig.prefixFormat: expected a prefix",
        "aggregation: { tools: [{ workload: files, overrides: { a: x } }] }|aggregation.tools[0].overrides.a: expected a mapping",
        "aggregation: { tools: [{ workload: files, overrides: { a: [x] } }] }|aggregation.tools[0].overrides.a[0]: expected a mapping",
        "aggregation: { tools: [{ workload: files, overrides: { a: { nmae: x } } }] }|aggregation.tools[0].overrides.a.nmae: unknown key; did you mean \"name\"?",
        "aggregation: { tools: [{ workload: files, overrides: { a: { name: [] } } }] }|aggregation.tools[0].overrides.a.name: expected text",
        "aggregation: { tools: [{ workload: files, overrides: { a: { annotations: { readOnlyHnit: true } } } }] }|aggregation.tools[0].overrides.a.annotations.readOnlyHnit: unknown key; did you mean \"readOnlyHint\"?",
        "aggregation: { tools: [{ workload: files, overrides: { a: { annotations: { readOnlyHint: maybe } } } }] }|aggregation.tools[0].overrides.a.annotations.readOnlyHint: expected true or false",
        "aggregation: { tools: [{ workload: files, overrides: { a: { defaults: [x] } } }] }|aggregation.tools[0].overrides.a.defaults: expected a mapping",
        "aggregation: { tools: [{ workload: files, overrides: { a: { hide: x } } }] }|aggregation.tools[0].overrides.a.hide: expected a list",
        "aggregation: { tools: [{ workload: files, overrides: { a: { hide: [p], values: { p: { a: 1 } } } } }] }|aggregation.tools[0].overrides.a.hide[0]: \"p\" has values that clients choose from",
        "aggregation: { tools: [{ workload: files, overrides: { a: { values: { p: {} } } } }] }|aggregation.tools[0].overrides.a.values.p: expected real values by the names",
        "aggregation: { tools: [{ workload: files, overrides: { a: { values: { p: x } } } }] }|aggregation.tools[0].overrides.a.values.p: expected a mapping",
        "aggregation: { tools: [{ workload: files, overrides: { a: { values: { p: { one: 1 } }, defaults: { p: two } } } }] }|aggregation.tools[0].overrides.a.defaults.p: expected one of the names in values: one",
        "aggregation: { tools: [{ workload: files, overrides: { a: [{ name: x }, { name: x }] } }] }|aggregation.tools[0].overrides.a[1].name: \"x\" is the name of an override of \"a\" already",
        "aggregation: { tools: [{ workload: files, overrides: { a: [{ title: x }, { title: y }] } }] }|aggregation.tools[0].overrides.a[1]: \"a\" is the name of an override of \"a\" already; give this one a name",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: x } } }] }|aggregation.tools[0].overrides.a.constraints: expected a JSON Schema",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { url: { pattern: x } } } } }] }|aggregation.tools[0].overrides.a.constraints.url: no keyword of JSON Schema that asserts something; known here: ",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { propreties: {} } } } }] }|aggregation.tools[0].overrides.a.constraints.propreties: no keyword of JSON Schema that asserts something; did you mean \"properties\"?",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { properties: { u: { patern: x } } } } } }] }|aggregation.tools[0].overrides.a.constraints.properties.u.patern: no keyword of JSON Schema that asserts something; did you mean \"pattern\"?",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { properties: { u: { pattern: '(' } } } } } }] }|aggregation.tools[0].overrides.a.constraints.properties.u.pattern: expected a regular expression",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { properties: { u: { format: uri } } } } } }] }|aggregation.tools[0].overrides.a.constraints.properties.u.format: format asserts nothing here; use pattern",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { properties: { u: { type: strnig } } } } } }] }|aggregation.tools[0].overrides.a.constraints.properties.u.type: expected a type of JSON Schema",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { properties: { u: { maxLength: long } } } } } }] }|aggregation.tools[0].overrides.a.constraints.properties.u.maxLength: expected a whole number",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { properties: { u: { maximum: high } } } } } }] }|aggregation.tools[0].overrides.a.constraints.properties.u.maximum: expected a number",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { $ref: 'https://x/y' } } } }] }|aggregation.tools[0].overrides.a.constraints.$ref: expected a reference within the schema",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { allOf: [3] } } } }] }|aggregation.tools[0].overrides.a.constraints.allOf[0]: expected a JSON Schema",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraints: { required: u } } } }] }|aggregation.tools[0].overrides.a.constraints.required: expected a list",
        "aggregation: { tools: [{ workload: files, toolConfigRef: a }] }|aggregation.tools[0].toolConfigRef: is not built yet",
        "aggregation: { tools: [{ filter: [a] }] }|aggregation.tools[0].workload: is missing",
        "aggregation: { tools: [{ workload: files }, { workload: files }] }|aggregation.tools[1].workload: \"files\" has an entry",
        "aggregation: { defaultToolVisibility: hide }|aggregation.defaultToolVisibility: expected one of allow, deny, got \"hide\"",
        "optimizer: { maxToolsToReturn: 51 }|optimizer.maxToolsToReturn: expected a whole number 1..50, got \"51\"",
        "optimizer: { maxToolsToReturn: 0 }|optimizer.maxToolsToReturn: expected",
        "optimizer: { maxTokens: many }|optimizer.maxTokens: expected a whole number 50..100000, got \"many\"",
        "optimizer: { detail: full }|optimizer.detail: expected one of signature, schema, name, got",
        "optimizer: { pinnedTools: [a, b, a] }|optimizer.pinnedTools[2]: \"a\" is pinned already",
        "optimizer: { pinnedTools: [call_tool] }|optimizer.pinnedTools[0]: is always listed",
        "optimizer: { pinnedTools: a }|optimizer.pinnedTools: expected a list",
        "optimizer: { maxResultTokens: 199 }|optimizer.maxResultTokens: expected off or a whole number 200..100000, got \"199\"",
        "optimizer: { maxResultTokens: on }|optimizer.maxResultTokens: expected off or a whole number 200..100000, got \"on\"",
        "optimizer: { maxResultTokens: 200, pinnedTools: [read_result] }|optimizer.pinnedTools[0]: is no tool's name with maxResultTokens",
        "mode: both|mode: expected one of find, all, got \"both\"",
        "server: { port: 70000 }|server.port: expected a whole number 0..65535, got \"70000\"",
        "server: { host: 'a b' }|server.host: expected a host name",
        "server: { path: mcp }|server.path: expected a path like /mcp",
        "server: { path: /admin/mcp }|server.path: the gateway has other endpoints there",
        "server: { allowedHosts: ['*'] }|server.allowedHosts[0]: expected host or host:port",
        "server: { allowedOrigins: ['https://a.example/x'] }|server.allowedOrigins[0]: expected scheme",
        "server: { maxRequestBytes: 8 XB }|server.maxRequestBytes: expected a size like 8 MB",
        "sessions: { idle: 0 }|sessions.idle: expected a duration like 30s",
        "sessions: { max: 0 }|sessions.max: expected a whole number",
        "embedding: { url: 'tei:80' }|embedding.url: expected an address that begins with http",
        "embedding: { url: 'http://t', api: grpc }|embedding.api: expected one of auto, tei, openai, got",
        "embedding: { url: 'http://t', api: openai }|embedding.remoteModel: is missing, expected the name",
        "embedding: { url: 'http://t', dimensions: 0 }|embedding.dimensions: expected a whole number 1..16384",
        "embedding: { url: 'http://t', tokenEnv: NOT_SET }|embedding.tokenEnv: the environment variable \"NOT_SET\"",
        "embedding: { url: 'http://t', tokenFile: none }|embedding.tokenFile: there is no file /srv/dowser/none",
        "embedding: { url: 'http://t', tokenEnv: HOME, headers: { authorization: a } }|embedding.tokenEnv: headers have",
        "embedding: { url: 'http://t', headers: { Host: a } }|embedding.headers: the gateway itself sets",
        "embedding: { url: 'http://t', caBundlePath: a.pem }|embedding.caBundlePath: has no effect with an http://",
        "embedding: { url: 'http://t', timeout: 11m }|embedding.timeout: expected a duration",
        "embedding: { url: 'http://t', queryTimeout: 31s }|embedding.queryTimeout: expected a duration",
        "embedding: { url: 'http://t', batch: 1 }|embedding.batch: expected a whole number 2..256",
        "embedding: { url: 'http://t', maxTokens: 8193 }|embedding.maxTokens: expected a whole number 8..8192",
        "embedding: { maxTokens: 513 }|embedding.maxTokens: expected a whole number 8..512 without url, got 513",
        "embedding: { url: 'http://t', pooling: cls }|embedding.pooling: belongs to a model given by folder",
        "embedding: { url: 'http://t', model: minilm }|embedding.model: expected one of model, folder and url, got model and url",
        "embedding: { folder: m, url: 'http://t' }|embedding.folder: expected one of model, folder and url, got folder and url",
        "embedding: { api: tei }|embedding.api: belongs to a model given by url",
        "embedding: { folder: m, remoteModel: a }|embedding.remoteModel: belongs to a model given by url",
        "embedding: { queryPrefix: 'q: ' }|embedding.queryPrefix: belongs to a model given by folder or url",
        "optimizer: { embeddingService: 't:80' }|optimizer.embeddingService: expected an address that begins",
        "optimizer: { embeddingService: 'http://t', embeddingProvider: x }|optimizer.embeddingProvider: expected one of tei, openai, got",
        "optimizer: { embeddingService: 'http://t', embeddingProvider: openai }|optimizer.embeddingModel: is missing",
        "optimizer: { embeddingService: 'http://t', embeddingServiceTimeout: 0 }|optimizer.embeddingServiceTimeout: expected",
        "embedding: { model: bert }|embedding.model: expected one of dowser, bge-small, minilm",
        "embedding: { pooling: cls }|embedding.pooling: belongs to a model given by folder",
        "embedding: { model: minilm, folder: m }|embedding.model: expected one of model, folder and url, got model and folder",
        "operational: { failureHandling: { partialFailureMode: fail } }|operational.failureHandling.partialFailureMode: \"fail\" is not",
        "operational: { timeouts: { default: soon } }|operational.timeouts.default: expected a duration like",
        "operational: { timeouts: { perWorkload: { files: -1s } } }|operational.timeouts.perWorkload.files: expected",
        "operational: { logLevel: loud }|operational.logLevel: expected one of debug, info, warn, error",
        "admin: { tokenFile: none }|admin.tokenFile: there is no file /srv/dowser/none",
        "admin: { tokenEnv: PRINTED }|admin.tokenEnv: expected a token: visible ASCII characters without spaces",
        "admin: { tokenEnv: 'Bearer ghp_x' }|admin.tokenEnv: expected the name of an environment variable that is set",
        "admin: { tokenFile: 'Bearer ghp_x' }|admin.tokenFile: expected the path of a file, got what looks like a secret itself",
        "admin: { tokenFile: none, tokenEnv: HOME }|admin.tokenEnv: expected either tokenEnv or tokenFile",
        "admin: { tokenEnv: NOT_SET }|admin.tokenEnv: the environment variable \"NOT_SET\" is not set",
        "authz: { type: cedar }|authz: is not built yet",
        "policies: [a]|policies: is not built yet",
        "rateLimiting: { perUser: {} }|rateLimiting: is not built yet",
        "compositeTools: [{ name: a }]|compositeTools: is not built yet",
        "compositeToolRefs: [a]|compositeToolRefs: is not built yet",
        "codeMode: { enabled: true }|codeMode: is not built yet",
        "passthroughHeaders: [X-A]|passthroughHeaders: is not built yet",
        "sessionStorage: { provider: redis }|sessionStorage.provider: only memory",
        "servers: { port: 1 }|servers: unknown key; did you mean \"server\"?",
        "groupRef: [a]|groupRef: expected text that is not empty, got a list",
      })
  void refusedByName(String text, String expected) {
    assertThat(faults(ONE_BACKEND + text)).singleElement().asString().startsWith("2 " + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backends: [{ name: '${KEY}', command: x }, { name: '${KEY}', command: y }]",
        "{ backends: [], groups: { g: ['${KEY}'] }, groupRef: g }",
        "{ backends: [], groups: { g: [] }, groupRef: '${KEY}' }",
        "{ backends: [], mode: '${KEY}' }",
        "{ backends: [], optimizer: { pinnedTools: ['${KEY}', '${KEY}'] } }",
        "{ backends: [], aggregation: { tools: [{ workload: '${KEY}' }, { workload: '${KEY}' }] } }",
        "{ backends: [], aggregation: { conflictResolution: priority, conflictResolutionConfig: { priorityOrder: ['${KEY}', '${KEY}'] } } }",
        "{ backends: [], aggregation: { tools: [{ workload: a, overrides: { t: [{ name: '${KEY}' }, { name: '${KEY}' }] } }] } }",
        "{ backends: [], aggregation: { tools: [{ workload: a, overrides: { t: { values: { p: { x: 1 } }, defaults: { p: '${KEY}' } } } }] } }",
        "{ backends: [], admin: { tokenEnv: '${KEY}' } }",
        "{ backends: [], server: { host: '${KEY} ${KEY}' } }",
        "backends: [{ name: a, url: 'http://h/#${KEY}' }]",
        "backends: [{ name: a, url: 'https://h', caBundlePath: '${KEY}' }]",
      })
  void whatAVariableHolds_isInNoMessage(String text) {
    var outcome = ConfigLoader.parse(text, Configs.FILE, Map.of("HOME", "/h", "KEY", "s3cret"));

    assertThat(faults(outcome)).isNotEmpty();
    assertThat(faults(outcome) + "" + warnings(outcome)).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ name: a, command: x, url: 'http://h' }|backends[0]: expected either command or url, got both",
        "{ name: a }|backends[0]: expected command",
        "{ command: x }|backends[0].name: is missing",
        "{ name: 'a b', command: x }|backends[0].name: expected 1 to 64 letters",
        "{ name: a, command: x, transport: sse }|backends[0].transport: expected stdio here, got \"sse\"",
        "{ name: a, url: 'http://h', transport: http }|backends[0].transport: expected streamable-http or sse here, got \"http\"",
        "{ name: a, url: 'http://h', transport: tcp }|backends[0].transport: expected streamable-http or sse here, got \"tcp\"",
        "{ name: a, url: 'http://h', transport: stdio }|backends[0].transport: expected streamable-http or sse here, got \"stdio\"",
        "{ name: a, command: x, transport: streamable-http }|backends[0].transport: expected stdio here, got \"streamable-http\"",
        "{ name: a, url: 'ftp://h' }|backends[0].url: expected an address that begins with http",
        "{ name: a, url: 'http://u:p@h' }|backends[0].url: expected no user or password",
        "{ name: a, url: 'http://h/#f' }|backends[0].url: expected http(s)://host",
        "{ name: a, url: 'http:///mcp' }|backends[0].url: ",
        "{ name: a, url: 'http://h/a b' }|backends[0].url: not an address",
        "{ name: a, url: 'http://h', args: [x] }|backends[0].args: belongs to a backend with a command",
        "{ name: a, url: 'http://h', maxLineBytes: 2 MB }|backends[0].maxLineBytes: belongs to",
        "{ name: a, command: x, headers: {} }|backends[0].headers: belongs to a backend with a url",
        "{ name: a, command: '' }|backends[0].command: expected text that is not empty, got \"\"",
        "{ name: a, command: }|backends[0].command: expected text that is not empty, got nothing",
        "{ name: a, command: x, args: y }|backends[0].args: expected a list, got a single value",
        "{ name: a, command: x, env: [A=b] }|backends[0].env: expected a mapping (key: value), got a list",
        "{ name: a, command: x, env: { A=b: c } }|backends[0].env: expected names without \"=\"",
        "{ name: a, command: x, maxResultBytes: 3 TB }|backends[0].maxResultBytes: expected a size",
        "{ name: a, command: x, startTimeout: 2 hours }|backends[0].startTimeout: expected a duration",
        "{ name: a, url: 'http://h', headers: { Host: x } }|backends[0].headers: the gateway itself sets",
        "{ name: a, url: 'http://h', headers: { 'A B': x } }|backends[0].headers: \"A B\" is not the name",
        "{ name: a, url: 'http://h', headers: { A: x, a: y } }|backends[0].headers: the header a is given twice",
        "{ name: a, url: 'http://h', headers: { A: \"x\\ny\" } }|backends[0].headers: the value of A holds",
        "{ name: a, url: 'https://h', caBundlePath: /no/ca }|backends[0].caBundlePath: there is no file /no/ca",
        "{ name: a, url: 'https://h', caBundlePath: / }|backends[0].caBundlePath: / cannot be read",
        "{ name: a, url: 'http://h', caBundlePath: /ca }|backends[0].caBundlePath: has no effect with an http://",
        "{ name: a, command: x, caBundlePath: /ca }|backends[0].caBundlePath: belongs to a backend with a url",
        "{ name: a, url: 'https://h', type: mirror }|backends[0].type: expected \"\" or entry",
        "npx|backends[0]: expected a mapping",
      })
  void backendRefused(String backend, String expected) {
    assertThat(faults("backends:\n- " + backend))
        .singleElement()
        .asString()
        .startsWith("2 " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "telemetry: { endpoint: x }|telemetry: is accepted but has no effect yet",
        "audit: { enabled: true }|audit: is accepted but has no effect yet",
        "metadata: { a: b }|metadata: has no effect: it is for people",
        "optimizer: { embeddingServiceTimeout: 5s }|optimizer.embeddingServiceTimeout: has no effect without embeddingService",
        "optimizer: { embeddingProvider: tei }|optimizer.embeddingProvider: has no effect without",
        "optimizer: { embeddingModel: m }|optimizer.embeddingModel: has no effect without",
        "optimizer: { embeddingHeaders: { A: b } }|optimizer.embeddingHeaders: has no effect without",
        "optimizer: { embeddingService: 'http://t', embeddingModel: m }|optimizer.embeddingModel: has no effect with embeddingProvider: tei",
        "optimizer: { embeddingService: '', embeddingProvider: tei }|optimizer.embeddingProvider: has no effect without",
        "optimizer: { hybridSearchSemanticRatio: '0.5' }|optimizer.hybridSearchSemanticRatio: has no",
        "optimizer: { semanticDistanceThreshold: '1.0' }|optimizer.semanticDistanceThreshold: has no",
        "operational: { failureHandling: { healthCheckInterval: 30s } }|operational.failureHandling.healthCheckInterval: is",
        "operational: { failureHandling: { unhealthyThreshold: 3 } }|operational.failureHandling.unhealthyThreshold: is",
        "operational: { failureHandling: { healthCheckTimeout: 3s } }|operational.failureHandling.healthCheckTimeout: is",
        "operational: { failureHandling: { statusReportingInterval: 3s } }|operational.failureHandling.statusReportingInterval: has no effect: it is about reports to Kubernetes",
        "operational: { failureHandling: { circuitBreaker: { enabled: true } } }|operational.failureHandling.circuitBreaker: is",
        "operational: { timeouts: { perWorkload: { flies: 1s } } }|operational.timeouts.perWorkload.flies: has no effect: there is no backend \"flies\"; did you mean \"files\"?",
        "aggregation: { tools: [{ workload: web }] }|aggregation.tools[0].workload: has no effect: there is no backend \"web\"",
        "aggregation: { conflictResolutionConfig: { priorityOrder: [files] } }|aggregation.conflictResolutionConfig.priorityOrder: has no effect with",
        "aggregation: { conflictResolution: auto, conflictResolutionConfig: { priorityOrder: [files] } }|aggregation.conflictResolutionConfig.priorityOrder: has no effect with conflictResolution: auto",
        "aggregation: { conflictResolution: manual, conflictResolutionConfig: { prefixFormat: '{workload}_' } }|aggregation.conflictResolutionConfig.prefixFormat: has no effect with conflictResolution: manual",
        "aggregation: { conflictResolution: priority, conflictResolutionConfig: { priorityOrder: [flies] } }|aggregation.conflictResolutionConfig.priorityOrder[0]: has no effect: there is no backend \"flies\"; did you mean \"files\"?",
        "aggregation: { tools: [{ workload: files, overrides: { a: { constraintsMessage: x } } }] }|aggregation.tools[0].overrides.a.constraintsMessage: has no effect without constraints",
        "outgoingAuth: { backends: { web: { type: unauthenticated } } }|outgoingAuth.backends.web: has no effect",
        "sessionStorage: { address: 'r:1' }|sessionStorage.address: has no effect with provider memory",
        "groups: { a: [files] }|groups: has no effect without groupRef",
      })
  void onlyWarned(String text, String expected) {
    var outcome = parse(ONE_BACKEND + text);

    assertThat(faults(outcome)).isEmpty();
    assertThat(warnings(outcome)).singleElement().asString().startsWith("2 " + expected);
  }
}
