/** Tests of the use cases, over fakes of backends and index. */
@NullMarked
package dev.dowser.server.gateway;

import org.jspecify.annotations.NullMarked;
