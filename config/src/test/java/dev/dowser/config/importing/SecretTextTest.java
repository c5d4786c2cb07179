package dev.dowser.config.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTextTest {

  @ParameterizedTest
  @CsvSource({
    "GITHUB_TOKEN, abc",
    "Authorization, Bearer abc",
    "API_KEY, abc",
    "apiKey, abc",
    "X-Api-Key, abc",
    "PGPASSWORD, 1234",
    "client_secret, abc",
    "Cookie, a=b",
    "DATABASE_URL, postgres://u@h/d",
    "MY_PAT, abc",
    "anything, ghp_abcdef",
    "anything, sk-abcdef",
    "anything, mysql://u:p@h/d",
    "anything, eyJhbGciOiJI.eyJz.sig",
  })
  void secrets(String name, String value) {
    assertThat(SecretText.isSecret(name, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_TOKENS, 4096",
    "TOKEN_LIMIT, abc",
    "API_KEY, ${KEY}",
    "Authorization, Bearer ${KEY}",
    "Authorization, Bearer ${env:KEY}",
    "AUTH_TOKEN, true",
    "GITHUB_TOKEN, ''",
    "KEY_FILE, /home/ada/.ssh/id",
    "LOG_LEVEL, error",
    "PATH, /usr/bin",
    "KEYBOARD, de",
    "MONKEY, x",
    "URL, https://example.com/a@b",
    "COMPASS, north",
  })
  void noSecrets(String name, String value) {
    assertThat(SecretText.isSecret(name, value)).isFalse();
  }
}
