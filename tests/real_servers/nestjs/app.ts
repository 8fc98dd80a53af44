// SPDX-License-Identifier: MIT
// Cats and their owners: slugs and MongoDB-like identifiers, bodies checked by class-validator, a bearer token.
// @nestjs/swagger writes the document.
import 'reflect-metadata';
import {
  Body, CanActivate, Controller, Delete, ExecutionContext, Get, HttpCode, Injectable, Module, NotFoundException, Param,
  ParseIntPipe, Patch, Post, Put, Query, UnauthorizedException, UseGuards, ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ApiBadRequestResponse, ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse,
  ApiProperty, ApiPropertyOptional, ApiQuery, ApiTags, ApiUnauthorizedResponse, DocumentBuilder, PartialType, SwaggerModule,
} from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsEmail, IsEnum, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

declare const process: { env: Record<string, string | undefined> };

enum Coat { Short = 'short', Long = 'long', None = 'none' }

class Refusal {
  @ApiProperty() statusCode!: number;
  @ApiProperty() message!: string;
}
class Invalid {
  @ApiProperty() statusCode!: number;
  @ApiProperty({ type: [String] }) message!: string[];
  @ApiProperty() error!: string;
}
class NewOwner {
  @ApiProperty({ minLength: 2, maxLength: 40 }) @IsString() @Length(2, 40) name!: string;
  @ApiProperty({ format: 'email' }) @IsEmail() mail!: string;
}
class Owner extends NewOwner {
  @ApiProperty({ pattern: '^[0-9a-f]{24}$' }) _id!: string;
}
class NewCat {
  @ApiProperty({ minLength: 1, maxLength: 30 }) @IsString() @Length(1, 30) name!: string;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 40 }) @IsInt() @Min(0) @Max(40) age!: number;
  @ApiProperty({ enum: Coat, enumName: 'Coat' }) @IsEnum(Coat) coat!: Coat;
  @ApiPropertyOptional({ type: [String], maxItems: 3 }) @IsOptional() @IsArray() @ArrayMaxSize(3) @IsString({ each: true }) names?: string[];
  @ApiPropertyOptional() @IsOptional() @IsBoolean() shy?: boolean;
}
class CatChanges extends PartialType(NewCat) {}
class Cat extends NewCat {
  @ApiProperty({ type: 'integer' }) id!: number;
}
class CatPage {
  @ApiProperty({ type: [Cat] }) results!: Cat[];
  @ApiProperty({ type: 'integer', minimum: 0 }) total!: number;
}

@Injectable()
class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest();
    if (headers.authorization !== 'Bearer t0ken') throw new UnauthorizedException();
    return true;
  }
}

const cats = new Map<number, Cat>();
const owners = new Map<string, Owner>();
let last = 0;

function found<Key, Value>(all: Map<Key, Value>, key: Key): Value {
  const value = all.get(key);
  if (value === undefined) throw new NotFoundException();
  return value;
}

@ApiTags('cats') @ApiBearerAuth() @UseGuards(TokenGuard) @ApiUnauthorizedResponse({ type: Refusal })
@Controller('cats')
class CatsController {
  @Get() @ApiOkResponse({ type: CatPage }) @ApiQuery({ name: 'coat', enum: Coat, required: false })
  list(@Query('coat') coat?: Coat): CatPage {
    const results = [...cats.values()].filter((cat) => coat === undefined || cat.coat === coat);
    return { results, total: results.length };
  }
  @Post() @ApiCreatedResponse({ type: Cat }) @ApiBadRequestResponse({ type: Invalid })
  create(@Body() made: NewCat): Cat {
    const cat = { ...made, id: ++last };
    cats.set(cat.id, cat);
    return cat;
  }
  @Get(':id') @ApiOkResponse({ type: Cat }) @ApiBadRequestResponse({ type: Refusal }) @ApiNotFoundResponse({ type: Refusal })
  read(@Param('id', ParseIntPipe) id: number): Cat { return found(cats, id); }
  @Patch(':id') @ApiOkResponse({ type: Cat }) @ApiBadRequestResponse({ type: Invalid }) @ApiNotFoundResponse({ type: Refusal })
  update(@Param('id', ParseIntPipe) id: number, @Body() changes: CatChanges): Cat {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    return Object.assign(found(cats, id), given);
  }
  @Delete(':id') @HttpCode(204) @ApiNoContentResponse() @ApiBadRequestResponse({ type: Refusal }) @ApiNotFoundResponse({ type: Refusal })
  remove(@Param('id', ParseIntPipe) id: number): void {
    found(cats, id);
    cats.delete(id);
  }
}

@ApiTags('owners') @ApiBearerAuth() @UseGuards(TokenGuard) @ApiUnauthorizedResponse({ type: Refusal })
@Controller('owners')
class OwnersController {
  @Get() @ApiOkResponse({ type: [Owner] })
  list(): Owner[] { return [...owners.values()]; }
  @Post() @ApiCreatedResponse({ type: Owner }) @ApiBadRequestResponse({ type: Invalid })
  create(@Body() made: NewOwner): Owner {
    const owner = { _id: (++last).toString(16).padStart(24, '0'), ...made };
    owners.set(owner._id, owner);
    return owner;
  }
  @Get(':ownerId') @ApiOkResponse({ type: Owner }) @ApiNotFoundResponse({ type: Refusal })
  read(@Param('ownerId') ownerId: string): Owner { return found(owners, ownerId); }
  @Put(':ownerId') @ApiOkResponse({ type: Owner }) @ApiBadRequestResponse({ type: Invalid }) @ApiNotFoundResponse({ type: Refusal })
  replace(@Param('ownerId') ownerId: string, @Body() made: NewOwner): Owner {
    return Object.assign(found(owners, ownerId), made);
  }
  @Delete(':ownerId') @HttpCode(204) @ApiNoContentResponse() @ApiNotFoundResponse({ type: Refusal })
  remove(@Param('ownerId') ownerId: string): void {
    found(owners, ownerId);
    owners.delete(ownerId);
  }
}

@Module({ controllers: [CatsController, OwnersController] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
const config = new DocumentBuilder().setTitle('Cats').setVersion('1.0.0').addBearerAuth().build();
SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, config), { jsonDocumentUrl: 'openapi.json' });
await app.listen(Number(process.env.PORT), '127.0.0.1');
